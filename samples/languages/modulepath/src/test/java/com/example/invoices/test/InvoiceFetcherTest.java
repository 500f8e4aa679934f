package com.example.invoices.test;

import static io.github.pop3testserver.assertj.Pop3Assertions.assertThat;
import static io.github.pop3testserver.model.CutPoint.beforeProcessing;
import static io.github.pop3testserver.model.Pop3Event.QUIT;
import static io.github.pop3testserver.model.SeedMessage.message;

import com.example.invoices.InvoiceFetcher;
import io.github.pop3testserver.Maildrop;
import io.github.pop3testserver.Pop3TestServer;
import io.github.pop3testserver.assertj.Pop3SoftAssertions;
import io.github.pop3testserver.junit5.Pop3Server;
import org.junit.jupiter.api.Test;

@Pop3Server
class InvoiceFetcherTest {

    @Test
    void runsInANamedModule() {
        assertThat(getClass().getModule().getName()).isEqualTo("com.example.invoices.test");
        assertThat(Pop3TestServer.class.getModule().getName()).isEqualTo("io.github.pop3testserver");
        assertThat(Pop3Server.class.getModule().getName()).isEqualTo("io.github.pop3testserver.junit5");
    }

    @Test
    void keepsAnInvoiceOnceIfTheConnectionDropsBeforeQuit(Pop3TestServer server, Maildrop maildrop) throws Exception {
        var invoice = maildrop.add(message("Invoice 4711"));
        server.on(QUIT).disconnect(beforeProcessing());
        var fetcher = new InvoiceFetcher(server.endpoint().jakartaMailProperties());

        fetcher.poll();
        fetcher.poll();

        assertThat(fetcher.subjects()).containsExactly("Invoice 4711");
        assertThat(maildrop).hasDeletedExactly(invoice);
    }

    @Test
    void letsAssertJMakeProxiesOfItsAssertions(Maildrop maildrop) {
        Pop3SoftAssertions.assertSoftly(
                softly -> softly.assertThat(maildrop).isEmpty().isNotLocked());
    }
}
