package io.github.pop3testserver.samples.recipes;

import static io.github.pop3testserver.assertj.Pop3Assertions.assertThat;
import static io.github.pop3testserver.model.CutPoint.beforeReply;
import static io.github.pop3testserver.model.Pop3Event.DELE;
import static io.github.pop3testserver.model.Pop3Event.LOGIN;
import static io.github.pop3testserver.model.ResponseCode.IN_USE;
import static io.github.pop3testserver.model.SeedMessage.message;
import static org.awaitility.Awaitility.await;

import io.github.pop3testserver.Maildrop;
import io.github.pop3testserver.MaildropLock;
import io.github.pop3testserver.Pop3TestServer;
import io.github.pop3testserver.junit5.Pop3Server;
import io.github.pop3testserver.model.Pop3Endpoint;
import io.github.pop3testserver.samples.invoices.InvoiceFetcher;
import io.github.pop3testserver.samples.invoices.InvoiceStore;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@Pop3Server
class BackgroundPollingTest {

    InvoiceStore store = new InvoiceStore();
    InvoiceFetcher fetcher;

    @BeforeEach
    void connect(Pop3Endpoint endpoint) {
        fetcher = new InvoiceFetcher(endpoint.jakartaMailProperties(), store);
    }

    @AfterEach
    void stop() {
        fetcher.close();
    }

    @Test
    void fetchesMailThatArrivesLater(Maildrop maildrop) {
        fetcher.startPolling(Duration.ofMillis(50));

        var invoice = maildrop.add(message("Invoice 4711"));

        await().untilAsserted(() -> assertThat(maildrop).hasDeletedExactly(invoice));
        assertThat(store.subjects()).containsExactly("Invoice 4711");
    }

    @Test
    void pollsAgainAfterFailures(Pop3TestServer server, Maildrop maildrop) {
        server.on(LOGIN).times(2).err(IN_USE, "maildrop already locked");
        server.on(DELE).disconnect(beforeReply());
        var invoice = maildrop.add(message("Invoice 4711"));

        fetcher.startPolling(Duration.ofMillis(50));

        server.await().sessionsEnded(4); // two logins refused, one connection dropped, and one poll that succeeds
        assertThat(maildrop).hasDeletedExactly(invoice);
        assertThat(store.subjects()).containsExactly("Invoice 4711");
    }

    @Test
    void waitsWhileAnotherClientHasTheMaildrop(Pop3TestServer server, Maildrop maildrop) {
        fetcher.startPolling(Duration.ofMillis(50));

        try (MaildropLock other = maildrop.lockWhenFree(Duration.ofSeconds(5))) {
            maildrop.add(message("Invoice 4711"));
            int ended = server.sessions().size();
            server.await().sessionsEnded(ended + 2); // refused twice at least
            assertThat(maildrop).hasDeletedNothing();
        }

        await().untilAsserted(() -> assertThat(maildrop).isEmpty());
    }

    @Test
    void comesBackWhenTheServerDoes(Pop3TestServer server, Maildrop maildrop) {
        fetcher.startPolling(Duration.ofMillis(50));
        server.goDown();
        var invoice = maildrop.add(message("Invoice 4711"));

        server.comeUp();

        await().untilAsserted(() -> assertThat(maildrop).hasDeletedExactly(invoice));
    }
}
