package io.github.pop3testserver.samples.readme;

import static io.github.pop3testserver.assertj.Pop3Assertions.assertThat;
import static io.github.pop3testserver.model.Corruption.unstuffedDots;
import static io.github.pop3testserver.model.CutPoint.afterLines;
import static io.github.pop3testserver.model.CutPoint.afterOctets;
import static io.github.pop3testserver.model.CutPoint.beforeReply;
import static io.github.pop3testserver.model.Pop3Event.DELE;
import static io.github.pop3testserver.model.Pop3Event.LOGIN;
import static io.github.pop3testserver.model.Pop3Event.QUIT;
import static io.github.pop3testserver.model.Pop3Event.RETR;
import static io.github.pop3testserver.model.ResponseCode.IN_USE;
import static io.github.pop3testserver.model.SeedMessage.message;
import static io.github.pop3testserver.model.SessionEnd.BY_QUIT;
import static io.github.pop3testserver.model.UidPolicy.CHANGE_EVERY_SESSION;

import io.github.pop3testserver.Maildrop;
import io.github.pop3testserver.Pop3TestServer;
import io.github.pop3testserver.junit5.Pop3Server;
import io.github.pop3testserver.model.CommandLine;
import io.github.pop3testserver.model.Pop3Endpoint;
import io.github.pop3testserver.model.Strictness;
import io.github.pop3testserver.model.TestCertificate;
import io.github.pop3testserver.model.Tls;
import io.github.pop3testserver.samples.invoices.InvoiceFetcher;
import io.github.pop3testserver.samples.invoices.InvoiceStore;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The pieces of Java in the README, apart from the quick start. */
@Pop3Server
class ReadmeTest {

    InvoiceStore store = new InvoiceStore();
    InvoiceFetcher fetcher;

    @BeforeEach
    void connect(Pop3Endpoint endpoint) {
        fetcher = new InvoiceFetcher(endpoint.jakartaMailProperties(), store);
    }

    /** Each line is one failure; none of them is meant to be used here. */
    @Test
    @Pop3Server(tls = Tls.EXPLICIT, strictness = Strictness.LENIENT)
    void simulates(Pop3TestServer server, Maildrop maildrop) {
        var invoice = maildrop.add(message("Invoice 4711"));

        server.on(LOGIN).times(2).err(IN_USE, "maildrop already locked"); // another client has it open
        server.on(RETR).message(invoice).disconnect(afterOctets(20_000)); // the connection drops inside a message
        server.on(RETR).stall(afterLines(3)); // the server sends three lines and no more
        server.on(RETR).always().throttle(10_000); // a slow network: 10,000 octets per second
        server.on(RETR).corrupt(unstuffedDots()); // a line of one dot ends the message too early
        server.on(DELE).afterSkipping(3).err("cannot delete"); // the fourth DELE is refused
        server.on(QUIT).reset(beforeReply()); // the mail is deleted, and the client gets RST
        maildrop.uidPolicy(CHANGE_EVERY_SESSION); // old mail looks new in each session
        server.certificate(TestCertificate.expired()); // on a server with TLS
        server.goDown(); // clients are refused, until comeUp()

        assertThat(server.faults()).hasSize(7);
    }

    @Test
    void asserts(Pop3TestServer server, Maildrop maildrop) {
        var invoice = maildrop.add(message("Invoice 4711"));
        var spam = maildrop.add(message("Win a prize").header("X-Spam", "yes"));

        fetcher.poll();

        assertThat(maildrop).hasDeletedExactly(invoice).holdsExactly(spam).hasLostNothing();
        assertThat(server.lastSession())
                .hasEndedWith(BY_QUIT)
                .hasSentInOrder(RETR, DELE, QUIT)
                .hasNoViolations();
        assertThat(server).hasSessions(1).hasFailedLogins(0).hasNoOpenConnections();
    }

    @Test
    void inspects(Pop3TestServer server, Maildrop maildrop) {
        var invoice = maildrop.add(message("Invoice 4711"));

        fetcher.poll();

        List<CommandLine> commands = server.lastSession().commands();
        int times = invoice.timesRetrieved();
        String conversations = server.transcript().render();

        assertThat(commands).extracting(CommandLine::toString).contains("RETR 1");
        assertThat(times).isOne();
        assertThat(conversations).contains("C: RETR 1");
    }

    @Test
    void waits(Pop3TestServer server, Maildrop maildrop) {
        var invoice = maildrop.add(message("Invoice 4711"));

        fetcher.startPolling(Duration.ofMinutes(1));
        assertThat(server.await().sessionEnd()).hasEndedWith(BY_QUIT);
        assertThat(maildrop).hasDeletedExactly(invoice);

        fetcher.close();
    }

    @Test
    void worksWithoutTheExtension() {
        try (var server = Pop3TestServer.start()) {
            var invoice = server.maildrop().add(message("Invoice 4711"));
            server.on(LOGIN).err(IN_USE, "maildrop already locked");

            new InvoiceFetcher(server.endpoint().jakartaMailProperties(), store).runSchedule(2);

            assertThat(server.maildrop()).hasDeletedExactly(invoice);
            server.verify(); // fails if a fault never fired
        }
    }
}
