package io.github.pop3testserver.samples.guide;

import static io.github.pop3testserver.assertj.Pop3Assertions.assertThat;
import static io.github.pop3testserver.model.Pop3Event.APOP;
import static io.github.pop3testserver.model.Pop3Event.DELE;
import static io.github.pop3testserver.model.Pop3Event.QUIT;
import static io.github.pop3testserver.model.Pop3Event.RETR;
import static io.github.pop3testserver.model.Pop3Event.UIDL;
import static io.github.pop3testserver.model.SeedMessage.message;
import static io.github.pop3testserver.model.SessionEnd.BY_QUIT;

import io.github.pop3testserver.Maildrop;
import io.github.pop3testserver.Pop3TestServer;
import io.github.pop3testserver.junit5.Pop3Server;
import io.github.pop3testserver.samples.invoices.InvoiceFetcher;
import io.github.pop3testserver.samples.invoices.InvoiceStore;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

@Pop3Server
class AssertingTest {

    @Test
    void asserts(Pop3TestServer server, Maildrop maildrop) {
        var invoice = maildrop.add(message("Invoice 4711"));
        var spam = maildrop.add(message("Win a prize").header("X-Spam", "yes"));

        new InvoiceFetcher(server.endpoint().jakartaMailProperties(), new InvoiceStore()).poll();

        assertThat(maildrop)
                .hasDeletedExactly(invoice)
                .holdsExactly(spam)
                .hasLostNothing()
                .isNotLocked();
        assertThat(maildrop).hasRetrievedExactlyOnce(invoice).hasRetrievedAtMostOnce(spam);
        assertThat(server.lastSession())
                .hasEndedWith(BY_QUIT)
                .hasSentInOrder(UIDL, RETR, DELE, QUIT)
                .hasSentAtMost(1, UIDL)
                .hasNeverSent(APOP)
                .hasNoViolations();
        assertThat(server).hasSessions(1).hasFailedLogins(0).hasNoOpenConnections();
    }

    @Test
    void waits(Pop3TestServer server, Maildrop maildrop) {
        try (var fetcher = new InvoiceFetcher(server.endpoint().jakartaMailProperties(), new InvoiceStore())) {
            fetcher.startPolling(Duration.ofMillis(20));
            var mail = maildrop.add(message("hello"));

            Awaitility.await().untilAsserted(() -> assertThat(maildrop).hasDeletedExactly(mail));
        }
    }
}
