package io.github.pop3testserver.samples.guide;

import static io.github.pop3testserver.assertj.Pop3Assertions.assertThat;
import static io.github.pop3testserver.model.CutPoint.beforeTerminator;
import static io.github.pop3testserver.model.Pop3Event.RETR;
import static io.github.pop3testserver.model.SeedMessage.message;
import static io.github.pop3testserver.model.SessionEnd.CLIENT_CLOSED;

import io.github.pop3testserver.Maildrop;
import io.github.pop3testserver.Pop3TestServer;
import io.github.pop3testserver.junit5.Pop3Server;
import io.github.pop3testserver.model.Pop3Endpoint;
import io.github.pop3testserver.samples.invoices.InvoiceFetcher;
import io.github.pop3testserver.samples.invoices.InvoiceStore;
import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import org.junit.jupiter.api.Test;

@Pop3Server
class WaitingTest {

    @Test
    void waitsForTheEndOfASession(Pop3TestServer server) throws IOException {
        new Socket(server.host(), server.port()).close();

        assertThat(server.await().sessionEnd()).hasEndedWith(CLIENT_CLOSED);
    }

    @Test
    void waitsForEachCommandOnce(Pop3TestServer server, Maildrop maildrop) {
        maildrop.add(5, number -> message("Message " + number));
        try (var fetcher = new InvoiceFetcher(server.endpoint().jakartaMailProperties(), new InvoiceStore())) {
            fetcher.startPolling(Duration.ofMillis(20));

            server.await().command(RETR); // the first RETR since the server started
            server.await().command(RETR); // the second
            server.await().command(RETR, 3); // three more
        }
        assertThat(maildrop).isEmpty();
    }

    @Test
    void testsAPollerInTheBackground(Pop3TestServer server, Pop3Endpoint endpoint, Maildrop maildrop) {
        try (var fetcher = new InvoiceFetcher(endpoint.jakartaMailProperties(), new InvoiceStore())) {
            var dropped = server.on(RETR).disconnect(beforeTerminator());
            var invoice = maildrop.add(message("Invoice 4711"));

            fetcher.startPolling(Duration.ofMillis(20));
            server.await().applied(dropped);

            server.await(Duration.ofSeconds(20)).sessionsEnded(2);
            assertThat(maildrop).hasDeletedExactly(invoice).hasLostNothing();
        }
    }
}
