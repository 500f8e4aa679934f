package io.github.pop3testserver.samples;

import static io.github.pop3testserver.assertj.Pop3Assertions.assertThat;
import static io.github.pop3testserver.model.SeedMessage.message;

import io.github.pop3testserver.Pop3TestServer;
import io.github.pop3testserver.samples.invoices.InvoiceFetcher;
import io.github.pop3testserver.samples.invoices.InvoiceStore;
import org.junit.jupiter.api.Test;

/** The server without the extension, as it can be used under any test framework. */
class NoExtensionTest {

    private final InvoiceStore store = new InvoiceStore();

    @Test
    void pollsAServerThatTheTestStartsItself() {
        try (var server = Pop3TestServer.start();
                var fetcher = new InvoiceFetcher(server.endpoint().jakartaMailProperties(), store)) {
            var invoice = server.maildrop().add(message("Invoice 4711"));

            fetcher.poll();

            assertThat(server.maildrop()).hasDeletedExactly(invoice);
        }
    }
}
