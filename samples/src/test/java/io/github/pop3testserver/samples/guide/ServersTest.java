package io.github.pop3testserver.samples.guide;

import static io.github.pop3testserver.assertj.Pop3Assertions.assertThat;
import static io.github.pop3testserver.assertj.Pop3Assertions.assertThatThrownBy;
import static io.github.pop3testserver.model.SeedMessage.message;

import io.github.pop3testserver.Maildrop;
import io.github.pop3testserver.Pop3TestServer;
import io.github.pop3testserver.junit5.Pop3Server;
import io.github.pop3testserver.model.Pop3Endpoint;
import io.github.pop3testserver.samples.invoices.InvoiceFetcher;
import io.github.pop3testserver.samples.invoices.InvoiceStore;
import io.github.pop3testserver.samples.invoices.LoginRefused;
import io.github.pop3testserver.samples.invoices.MailboxBusy;
import java.time.Duration;
import org.junit.jupiter.api.Test;

@Pop3Server
class ServersTest {

    InvoiceStore store = new InvoiceStore();

    @Test
    void storesAnInvoice(Pop3Endpoint endpoint, Maildrop maildrop) {
        maildrop.add(message("Invoice 4711"));

        new InvoiceFetcher(endpoint.jakartaMailProperties(), store).poll();

        assertThat(store.subjects()).containsExactly("Invoice 4711");
    }

    @Test
    void fetchesForBob(Pop3TestServer server) {
        var bob = server.addMaildrop("bob", "secret");
        bob.add(message("Invoice for Bob"));

        new InvoiceFetcher(server.endpoint(bob).jakartaMailProperties(), store).poll();

        assertThat(store.subjects()).containsExactly("Invoice for Bob");
    }

    @Test
    void reportsThatAnotherClientIsLoggedIn(Pop3Endpoint endpoint, Maildrop maildrop) {
        var fetcher = new InvoiceFetcher(endpoint.jakartaMailProperties(), store);

        try (var otherClient = maildrop.lock()) {
            assertThatThrownBy(fetcher::poll).isInstanceOf(MailboxBusy.class);
        }
        fetcher.poll();
    }

    @Test
    void reportsThatThePasswordHasChanged(Pop3Endpoint endpoint, Maildrop maildrop) {
        maildrop.changePassword("another");

        assertThatThrownBy(() -> new InvoiceFetcher(endpoint.jakartaMailProperties(), store).poll())
                .isInstanceOf(LoginRefused.class);
    }

    @Test
    void waitsForAPollerBeforeItLocks(Pop3Endpoint endpoint, Maildrop maildrop) {
        try (var fetcher = new InvoiceFetcher(endpoint.jakartaMailProperties(), store)) {
            fetcher.startPolling(Duration.ofMillis(20));

            try (var otherClient = maildrop.lockWhenFree(Duration.ofSeconds(5))) {
                assertThat(maildrop).isLocked();
            }
        }
    }
}
