package io.github.pop3testserver.samples.guide;

import static io.github.pop3testserver.assertj.Pop3Assertions.assertThat;
import static io.github.pop3testserver.model.SeedMessage.message;

import io.github.pop3testserver.Maildrop;
import io.github.pop3testserver.junit5.Pop3ServerExtension;
import io.github.pop3testserver.model.Tls;
import io.github.pop3testserver.samples.invoices.InvoiceFetcher;
import io.github.pop3testserver.samples.invoices.InvoiceStore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A server without the annotation, for what is only known when the class runs. */
class RegisteredServerTest {

    @RegisterExtension
    Pop3ServerExtension pop3 = Pop3ServerExtension.create()
            .configure(server -> server.tls(Tls.EXPLICIT).maildrop("alice", "secret"))
            .messages(message("Invoice 4711"));

    @Test
    void fetchesTheInvoice(Maildrop maildrop) {
        var store = new InvoiceStore();

        new InvoiceFetcher(pop3.server().endpoint().jakartaMailProperties(), store).poll();

        assertThat(store.subjects()).containsExactly("Invoice 4711");
        assertThat(maildrop).isEmpty();
    }
}
