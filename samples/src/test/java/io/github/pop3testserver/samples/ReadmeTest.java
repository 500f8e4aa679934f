package io.github.pop3testserver.samples;

import static io.github.pop3testserver.assertj.Pop3Assertions.assertThat;
import static io.github.pop3testserver.model.CutPoint.beforeProcessing;
import static io.github.pop3testserver.model.Pop3Event.QUIT;
import static io.github.pop3testserver.model.SeedMessage.message;

import io.github.pop3testserver.Maildrop;
import io.github.pop3testserver.Pop3TestServer;
import io.github.pop3testserver.junit5.Pop3Server;
import io.github.pop3testserver.model.Pop3Endpoint;
import io.github.pop3testserver.samples.invoices.InvoiceFetcher;
import io.github.pop3testserver.samples.invoices.InvoiceStore;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@Pop3Server
class ReadmeTest {

    InvoiceStore store = new InvoiceStore();
    InvoiceFetcher fetcher;

    @BeforeEach
    void connect(Pop3Endpoint endpoint) {
        fetcher = new InvoiceFetcher(endpoint.jakartaMailProperties(), store);
    }

    @Test
    void deletesExactlyWhatItStored(Maildrop maildrop) {
        var invoice = maildrop.add(message("Invoice 4711"));
        var spam = maildrop.add(message("Win a prize").header("X-Spam", "yes"));

        fetcher.poll();

        assertThat(maildrop).hasDeletedExactly(invoice).holdsExactly(spam);
    }

    @Test
    void storesOnceWhenTheLineDropsBeforeQuit(Pop3TestServer server, Maildrop maildrop) {
        var payment = maildrop.add(message("Payment"));
        server.on(QUIT).disconnect(beforeProcessing());

        fetcher.runSchedule(2);

        assertThat(store.subjects()).containsExactly("Payment");
        assertThat(maildrop).hasDeletedExactly(payment);
    }
}
