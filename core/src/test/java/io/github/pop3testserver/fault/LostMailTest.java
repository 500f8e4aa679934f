package io.github.pop3testserver.fault;

import static io.github.pop3testserver.assertj.Pop3Assertions.assertThat;
import static io.github.pop3testserver.model.CutPoint.afterOctets;
import static io.github.pop3testserver.model.CutPoint.afterReply;
import static io.github.pop3testserver.model.CutPoint.beforeTerminator;
import static io.github.pop3testserver.model.CutPoint.insideTerminator;
import static io.github.pop3testserver.model.Pop3Event.RETR;
import static io.github.pop3testserver.model.Pop3Event.TOP;
import static io.github.pop3testserver.model.SeedMessage.message;
import static io.github.pop3testserver.model.SeedMessage.raw;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.pop3testserver.Gate;
import io.github.pop3testserver.Maildrop;
import io.github.pop3testserver.MaildropMessage;
import io.github.pop3testserver.Pop3TestServer;
import io.github.pop3testserver.RawClient;
import io.github.pop3testserver.model.Corruption;
import io.github.pop3testserver.model.CutPoint;
import io.github.pop3testserver.model.SessionEnd;
import io.github.pop3testserver.model.Tls;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Promise 8: mail is lost if a client has deleted it that no session was ever sent completely and uncorrupted. */
class LostMailTest {

    private final Pop3TestServer server = Pop3TestServer.start();
    private final Maildrop maildrop = server.maildrop();
    private final MaildropMessage mail = maildrop.add(raw("Subject: x\n\n1\n2\n3\n"));

    @AfterEach
    void close() {
        server.close();
    }

    /** Says lines without reading anything, then QUIT, and leaves when all is answered. */
    private static void session(Pop3TestServer server, String... lines) {
        try (RawClient client = RawClient.loggedInTo(server)) {
            client.send(String.join("\r\n", lines) + "\r\nQUIT\r\n").readToEnd();
        }
        server.await().sessionEnd();
    }

    private void session(String... lines) {
        session(server, lines);
    }

    private void assertRetrieved(int times, int completely, boolean lost) {
        assertThat(mail.timesRetrieved()).as("times retrieved").isEqualTo(times);
        assertThat(mail.timesRetrievedCompletely()).as("completely").isEqualTo(completely);
        assertThat(mail.isLost()).as("lost").isEqualTo(lost);
    }

    @Test
    void whatWasNeverRetrievedIsLostWithItsDeletionAndNotBefore() {
        assertRetrieved(0, 0, false);
        try (RawClient client = RawClient.loggedInTo(server)) {
            client.command("DELE 1");
            assertRetrieved(0, 0, false);
            client.command("QUIT");
        }
        assertRetrieved(0, 0, true);
        assertThatThrownBy(() -> assertThat(maildrop).hasLostNothing())
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("LOST: deleted without ever being retrieved");
    }

    @Test
    void pipelinedRetrAndDeleLoseNothing() {
        session("RETR 1", "DELE 1");
        assertRetrieved(1, 1, false);
        assertThat(maildrop).hasDeletedExactly(mail).hasLostNothing();
    }

    @ParameterizedTest
    @ValueSource(strings = {"TOP 1 99999999", "TOP 1 3", "TOP 1 2147483647"})
    void topThatCoversTheMessageIsARetrieval(String top) {
        session(top, "DELE 1");
        assertRetrieved(1, 1, false);
    }

    @ParameterizedTest
    @ValueSource(strings = {"TOP 1 2", "TOP 1 0", "LIST 1"})
    void whatDoesNotSendAllIsNone(String command) {
        session(command, "DELE 1");
        assertRetrieved(0, 0, true);
    }

    @Test
    void topThatIsCutIsNotComplete() {
        server.on(TOP).disconnect(beforeTerminator());
        session("TOP 1 99999999");
        session("DELE 1");
        assertRetrieved(1, 0, true);
    }

    @Test
    void aMessageWithoutABodyIsSentByItsHeadersAlone() {
        MaildropMessage headers = maildrop.add(raw("Subject: no body\n\n"));
        session("TOP 2 0", "DELE 2");
        assertThat(headers.timesRetrieved()).isZero();
        assertThat(headers.isLost()).isFalse();
    }

    @Test
    void aRetrievalCountsForLaterSessionsToo() {
        session("RETR 1");
        session("DELE 1");
        assertRetrieved(1, 1, false);
    }

    @Test
    void whatWasCutAndDeletedLaterIsLostUnlessItWasRetrievedAgain() {
        MaildropMessage other = maildrop.add(message("other"));
        server.on(RETR).times(2).disconnect(beforeTerminator());
        session("RETR 1");
        session("RETR 2");
        session("DELE 1", "RETR 2", "DELE 2");
        assertRetrieved(1, 0, true);
        assertThat(other.timesRetrieved()).isEqualTo(2);
        assertThat(other.timesRetrievedCompletely()).isEqualTo(1);
        assertThat(other.isLost()).isFalse();
    }

    @Test
    void aCorruptedMessageWasNotSent() {
        List<Corruption> corruptions = List.of(
                Corruption.randomOctets(1, 1),
                Corruption.missingTerminator(),
                Corruption.bareLineFeeds(),
                Corruption.alteredBy(wire -> new byte[0]));
        corruptions.forEach(corruption -> {
            server.on(RETR).corrupt(corruption);
            session("RETR 1");
            server.clearFaults();
        });
        assertRetrieved(4, 0, false);
        session("DELE 1");
        assertRetrieved(4, 0, true);
    }

    @Test
    void aMessageIsCompleteIfACorruptionChangesNothingOrFollowsIt() {
        server.on(RETR).corrupt(Corruption.unstuffedDots());
        session("RETR 1");
        assertRetrieved(1, 1, false);
        server.clearFaults();
        server.on(RETR).corrupt(Corruption.extraReply("+OK"));
        session("RETR 1", "DELE 1");
        assertRetrieved(2, 2, false);
    }

    @Test
    void aMessageIsCompleteIfItFollowsAnotherText() {
        server.on(RETR).corrupt(Corruption.alteredBy(wire -> withText("+OK message follows", wire)));
        session("RETR 1");
        assertRetrieved(1, 1, false);
        assertThat(server.transcript().lines())
                .contains("S: +OK message follows  (" + mail.size() + " octets, complete)");
        server.on(RETR).corrupt(Corruption.alteredBy(wire -> withText("-ERR message follows", wire)));
        session("RETR 1");
        assertRetrieved(2, 1, false);
    }

    private static byte[] withText(String status, byte[] wire) {
        return new String(wire, ISO_8859_1).replaceFirst("^[^\r]*", status).getBytes(ISO_8859_1);
    }

    @Test
    void aCutBehindTheCorrectReplyLeavesItComplete() {
        server.on(RETR).corrupt(Corruption.extraReply("+OK more"));
        server.on(RETR).disconnect(afterOctets(mail.size() + ".\r\n+OK".length()));
        session("RETR 1");
        assertRetrieved(1, 1, false);
    }

    @Test
    void aMessageThatWasStalledIsNotSentAndOneThatWasHeldIs() {
        server.on(RETR).stall(insideTerminator());
        Gate gate = server.on(RETR).hold(insideTerminator());
        try (RawClient client = RawClient.loggedInTo(server)) {
            client.send("RETR 1\r\n").read("+OK 21 octets\r\n".length());
        }
        server.await().sessionEnd();
        assertRetrieved(1, 0, false);
        try (RawClient client = RawClient.loggedInTo(server)) {
            client.send("RETR 1\r\n");
            gate.awaitReached();
            assertRetrieved(2, 0, false);
            gate.release();
            client.readToTerminator();
            assertThat(client.command("NOOP")).isEqualTo("+OK");
        }
        assertRetrieved(2, 1, false);
    }

    @Test
    void whatTheTestRemovesIsNotLost() {
        try (RawClient client = RawClient.loggedInTo(server)) {
            client.command("DELE 1");
            maildrop.remove(mail);
            client.command("QUIT");
        }
        assertRetrieved(0, 0, false);
    }

    @ParameterizedTest
    @EnumSource
    void aCutWithinTheOctetsOfALargeMessageIsNoticedInRecordsToo(Tls tls) {
        try (Pop3TestServer other = Pop3TestServer.builder().tls(tls).start()) {
            MaildropMessage large = other.maildrop().add(message("large").sized(300_000));
            for (CutPoint cut : List.of(afterOctets(1), afterOctets(150_000), afterOctets(300_002))) {
                other.on(RETR).disconnect(cut);
                session(other, "RETR 1");
                assertThat(large.timesRetrievedCompletely()).as("%s", cut).isZero();
            }
            other.on(RETR).disconnect(afterReply());
            session(other, "RETR 1");
            assertThat(large.timesRetrievedCompletely()).isEqualTo(1);
            assertThat(large.timesRetrieved()).isEqualTo(4);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aClientThatResetsWhileALargeMessageFlowsHasNotGotIt(Tls tls) {
        try (Pop3TestServer other = Pop3TestServer.builder().tls(tls).start()) {
            MaildropMessage large = other.maildrop().add(message("large").sized(20_000_000));
            try (RawClient client = RawClient.loggedInTo(other)) {
                assertThat(client.command("RETR 1")).isEqualTo("+OK 20000000 octets");
                client.reset();
            }
            assertThat(other.await().sessionEnd().end()).isEqualTo(SessionEnd.CLIENT_RESET);
            assertThat(large.timesRetrievedCompletely()).isZero();
            session(other, "DELE 1");
            assertThat(large.isLost()).isTrue();
        }
    }
}
