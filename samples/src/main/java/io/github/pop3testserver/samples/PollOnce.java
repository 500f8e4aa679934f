package io.github.pop3testserver.samples;

import static io.github.pop3testserver.model.SeedMessage.message;

import io.github.pop3testserver.Pop3TestServer;
import io.github.pop3testserver.samples.invoices.InvoiceFetcher;
import io.github.pop3testserver.samples.invoices.InvoiceStore;

/** Shows one poll from both sides: what the application has stored, and what the server has seen. */
public final class PollOnce {

    private PollOnce() {}

    public static void main(String[] args) {
        InvoiceStore store = new InvoiceStore();
        try (var server = Pop3TestServer.start();
                var fetcher = new InvoiceFetcher(server.endpoint().jakartaMailProperties(), store)) {
            var maildrop = server.maildrop();
            maildrop.add(
                    message("Invoice 4711"), message("Win a prize").header("X-Spam", "yes"), message("Invoice 4712"));

            fetcher.poll();

            System.out.println(server.transcript().render());
            System.out.println();
            System.out.println("stored:      " + store.subjects());
            System.out.println("deleted:     " + maildrop.deleted());
            System.out.println("still there: " + maildrop.messages());
        }
        // In Maven's JVM too: what was shown remains the last on the screen.
        System.exit(0);
    }
}
