package io.github.pop3testserver.samples.recipes;

import static io.github.pop3testserver.assertj.Pop3Assertions.assertThat;
import static io.github.pop3testserver.model.SeedMessage.message;

import io.github.pop3testserver.Maildrop;
import io.github.pop3testserver.junit5.Pop3Server;
import io.github.pop3testserver.model.Pop3Endpoint;
import io.github.pop3testserver.samples.invoices.InvoiceFetcher;
import io.github.pop3testserver.samples.invoices.InvoiceStore;
import org.junit.jupiter.api.Test;

/** The test of docs/recipes/greenmail-migration.md, after its migration. */
class GreenMailMigrationTest {

    @Test
    @Pop3Server(username = "bob", password = "secret")
    void fetchesTheInvoice(Pop3Endpoint endpoint, Maildrop maildrop) {
        var invoice = maildrop.add(message("Invoice 4711").text("Please pay."));
        var store = new InvoiceStore();

        new InvoiceFetcher(endpoint.jakartaMailProperties(), store).poll();

        assertThat(store.subjects()).containsExactly("Invoice 4711");
        assertThat(maildrop).hasDeletedExactly(invoice);
    }
}
