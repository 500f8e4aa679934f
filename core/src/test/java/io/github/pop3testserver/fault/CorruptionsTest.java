package io.github.pop3testserver.fault;

import static io.github.pop3testserver.model.Corruption.bareLineFeeds;
import static io.github.pop3testserver.model.Corruption.extraReply;
import static io.github.pop3testserver.model.Corruption.lateReply;
import static io.github.pop3testserver.model.Corruption.lateTerminator;
import static io.github.pop3testserver.model.Corruption.missingTerminator;
import static io.github.pop3testserver.model.Corruption.omittedFromListing;
import static io.github.pop3testserver.model.Corruption.randomOctets;
import static io.github.pop3testserver.model.Corruption.unstuffedDots;
import static io.github.pop3testserver.model.Corruption.wrongSize;
import static io.github.pop3testserver.model.Corruption.wrongUid;
import static io.github.pop3testserver.model.Pop3Event.ANY_COMMAND;
import static io.github.pop3testserver.model.Pop3Event.CAPA;
import static io.github.pop3testserver.model.Pop3Event.LIST;
import static io.github.pop3testserver.model.Pop3Event.RETR;
import static io.github.pop3testserver.model.Pop3Event.STAT;
import static io.github.pop3testserver.model.Pop3Event.UIDL;
import static io.github.pop3testserver.model.SeedMessage.raw;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.pop3testserver.InstalledFault;
import io.github.pop3testserver.Maildrop;
import io.github.pop3testserver.MaildropMessage;
import io.github.pop3testserver.Pop3TestServer;
import io.github.pop3testserver.RawClient;
import io.github.pop3testserver.model.Corruption;
import io.github.pop3testserver.model.UidPolicy;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Replies that are spoiled on their way, as a client reads them. */
class CorruptionsTest {

    private final Pop3TestServer server = Pop3TestServer.start();
    private final Maildrop maildrop = server.maildrop();
    private final List<MaildropMessage> messages =
            maildrop.add(raw("one\n").uid("u1"), raw("three\n").uid("u2"));

    @AfterEach
    void close() {
        server.close();
    }

    private void play(String script) {
        try (RawClient client = RawClient.loggedInTo(server)) {
            Dialogue.play(client, script);
        }
        server.await().sessionEnd();
    }

    @Test
    void listTellsAnotherSizeAndEverythingElseTheTrueOne() {
        InstalledFault fault = server.on(LIST).always().corrupt(wrongSize("u2", 99));
        play("""
                C: LIST
                S: +OK 2 messages:
                S: 1 5
                S: 2 99
                S: .
                C: LIST 2
                S: +OK 2 99
                C: LIST 1
                S: +OK 1 5
                C: STAT
                S: +OK 2 12
                """);
        assertThat(fault.timesMatched()).isEqualTo(3);
        assertThat(fault.timesApplied()).isEqualTo(2);
    }

    @Test
    void uidlTellsAnotherUniqueId() {
        InstalledFault fault = server.on(UIDL).always().corrupt(wrongUid("u1", "u2"));
        play("""
                C: UIDL
                S: +OK
                S: 1 u2
                S: 2 u2
                S: .
                C: UIDL 1
                S: +OK 1 u2
                C: UIDL 2
                S: +OK 2 u2
                """);
        assertThat(fault.timesApplied()).isEqualTo(2);
    }

    @Test
    void listingsLeaveAMessageOutThatIsThere() {
        server.on(LIST).always().corrupt(omittedFromListing("u1"));
        InstalledFault uidl = server.on(UIDL).always().corrupt(omittedFromListing("u1"));
        play("""
                C: LIST
                S: +OK 2 messages:
                S: 2 7
                S: .
                C: UIDL
                S: +OK
                S: 2 u2
                S: .
                C: UIDL 1
                S: +OK 1 u1
                """);
        assertThat(uidl.timesMatched()).isEqualTo(2);
        assertThat(uidl.timesApplied()).as("UIDL 1 is no listing").isEqualTo(1);
    }

    @Test
    void aMessageIsFoundByItsUniqueIdWhateverItsNumberAndWhateverTheSessionIsTold() {
        maildrop.uidPolicy(UidPolicy.CHANGE_EVERY_SESSION);
        maildrop.remove(messages.get(0));
        server.on(LIST).corrupt(wrongSize(messages.get(1).uid(), 1));
        play("""
                C: LIST
                S: +OK 1 messages:
                S: 1 1
                S: .
                """);
    }

    @Test
    void whatChangesNothingIsNotUsedUp() {
        InstalledFault fault = server.on(LIST).corrupt(wrongSize("u3", 99));
        play("""
                C: LIST 2
                S: +OK 2 7
                """);
        assertThat(fault.timesMatched()).isEqualTo(1);
        assertThat(fault.timesApplied()).isZero();
        assertThat(fault.isExhausted()).isFalse();
        assertThatThrownBy(server::verify)
                .hasMessageContaining(
                        "did not fire: it matched once, but there was nothing in the reply that it could change");
        maildrop.add(raw("late\n").uid("u3"));
        play("""
                C: LIST 3
                S: +OK 3 99
                C: LIST 3
                S: +OK 3 6
                """);
        assertThatCode(server::verify).doesNotThrowAnyException();
    }

    @Test
    void aMultiLineReplyIsNotTerminated() {
        server.on(CAPA).corrupt(missingTerminator());
        server.on(LIST).always().corrupt(missingTerminator());
        try (RawClient client = RawClient.loggedInTo(server)) {
            assertThat(client.send("LIST\r\nLIST 1\r\nQUIT\r\n").readToEnd())
                    .isEqualTo("+OK 2 messages:\r\n1 5\r\n2 7\r\n+OK 1 5\r\n+OK Logging out.\r\n");
        }
        try (RawClient client = RawClient.connectTo(server)) {
            assertThat(client.send("CAPA\r\nQUIT\r\n").readToEnd()).doesNotContain("\r\n.\r\n");
        }
    }

    @Test
    void dotsArriveUnstuffed() {
        maildrop.add(raw("a\n.\n.b\n"));
        server.on(RETR).corrupt(unstuffedDots());
        try (RawClient client = RawClient.loggedInTo(server)) {
            assertThat(client.multiLine("RETR 3")).isEqualTo("+OK 10 octets\r\na\r\n.\r\n");
            assertThat(client.readToTerminator()).isEqualTo(".b\r\n.\r\n");
        }
        assertThat(maildrop.messages().get(2).timesRetrieved()).isEqualTo(1);
        assertThat(maildrop.messages().get(2).timesRetrievedCompletely()).isZero();
    }

    @Test
    void linesEndInLfAlone() {
        server.on(ANY_COMMAND).afterSkipping(2).always().corrupt(bareLineFeeds());
        try (RawClient client = RawClient.loggedInTo(server)) {
            assertThat(client.send("RETR 1\r\nQUIT\r\n").readToEnd())
                    .isEqualTo("+OK 5 octets\none\n.\n+OK Logging out.\n");
        }
    }

    @Test
    void aReplyTooManyIsTakenForTheReplyToTheNextCommand() {
        server.on(STAT).corrupt(extraReply("-ERR what?"));
        play("""
                C: STAT
                S: +OK 2 12
                C: NOOP
                S: -ERR what?
                C: NOOP
                S: +OK
                """);
    }

    @Test
    void theNextReplyOvertakesTheTerminator() {
        server.on(RETR).corrupt(lateTerminator());
        try (RawClient client = RawClient.loggedInTo(server)) {
            assertThat(client.send("RETR 1\r\nRETR 2\r\nQUIT\r\n").readToEnd())
                    .isEqualTo("+OK 5 octets\r\none\r\n+OK 7 octets\r\nthree\r\n.\r\n.\r\n+OK Logging out.\r\n");
        }
        assertThat(messages)
                .extracting(MaildropMessage::timesRetrievedCompletely)
                .containsExactly(0, 1);
        assertThat(server.transcript().render())
                .contains("S: +OK 5 octets  (5 octets, without a terminator)")
                .contains("S: +OK 7 octets  (7 octets, complete, and 3 extra octets)");
    }

    @Test
    void repliesComeInTheWrongOrder() {
        InstalledFault fault = server.on(STAT).corrupt(lateReply());
        try (RawClient client = RawClient.loggedInTo(server)) {
            assertThat(client.send("STAT\r\nLIST 1\r\nNOOP\r\n").readLine()).isEqualTo("+OK 1 5");
            assertThat(client.readLine()).isEqualTo("+OK 2 12");
            assertThat(client.readLine()).isEqualTo("+OK");
        }
        assertThat(fault.timesApplied()).isEqualTo(1);
        assertThat(server.transcript().render())
                .contains("C: STAT\n")
                .contains("-- fault: on(STAT).corrupt(lateReply())")
                .contains("S: +OK 1 5  (10 extra octets)");
    }

    @Test
    void severalLateRepliesKeepTheirOrder() {
        server.on(STAT).times(2).corrupt(lateReply());
        server.on(LIST).corrupt(extraReply("extra"));
        try (RawClient client = RawClient.loggedInTo(server)) {
            client.send("STAT\r\nSTAT\r\nLIST 2\r\nQUIT\r\n");
            assertThat(client.readToEnd()).isEqualTo("""
                    +OK 2 7\r
                    extra\r
                    +OK 2 12\r
                    +OK 2 12\r
                    +OK Logging out.\r
                    """);
        }
    }

    @Test
    void whatIsLateWaitsForAReply() {
        server.on(STAT).corrupt(lateReply());
        server.on(LIST).ignore();
        try (RawClient client = RawClient.loggedInTo(server)) {
            assertThat(client.send("STAT\r\nLIST\r\nNOOP\r\n").readLine()).isEqualTo("+OK");
            assertThat(client.readLine()).isEqualTo("+OK 2 12");
        }
    }

    @Test
    void whatIsLateAtTheEndOfTheSessionIsNotSent() {
        server.on(ANY_COMMAND).afterSkipping(2).corrupt(lateReply());
        try (RawClient client = RawClient.loggedInTo(server)) {
            assertThat(client.send("QUIT\r\n").readToEnd()).isEmpty();
        }
        assertThat(maildrop.isLocked()).isFalse();
    }

    @Test
    void aLateReplyIsOfItsOwnSessionOnly() {
        server.on(STAT).corrupt(lateReply());
        try (RawClient client = RawClient.loggedInTo(server)) {
            client.send("STAT\r\n");
            server.await().command(STAT);
        }
        server.await().sessionEnd();
        play("""
                C: NOOP
                S: +OK
                """);
    }

    @Test
    void randomOctetsAreTheSameInEverySession() {
        server.on(RETR).times(2).corrupt(randomOctets(2, 5));
        String first;
        try (RawClient client = RawClient.loggedInTo(server)) {
            first = client.multiLine("RETR 2");
        }
        server.await().sessionEnd();
        assertThat(first)
                .isNotEqualTo("+OK 7 octets\r\nthree\r\n.\r\n")
                .matches("\\+OK 7 octets\r\n[a-z]{5}\r\n\\.\r\n");
        try (RawClient client = RawClient.loggedInTo(server)) {
            assertThat(client.multiLine("RETR 2")).isEqualTo(first);
            assertThat(client.multiLine("RETR 2")).isEqualTo("+OK 7 octets\r\nthree\r\n.\r\n");
        }
    }

    @Test
    void aFunctionThatThrowsEndsItsConnectionAndIsToldByVerify() {
        server.on(STAT).corrupt(Corruption.alteredBy(wire -> {
            throw new IllegalStateException("cannot spoil " + wire.length + " octets");
        }));
        try (RawClient client = RawClient.loggedInTo(server)) {
            assertThat(client.send("STAT\r\n").readToEnd()).isEmpty();
        }
        assertThat(maildrop.isLocked()).isFalse();
        server.clearFaults();
        assertThatThrownBy(server::verify).hasRootCauseMessage("cannot spoil 10 octets");
    }
}
