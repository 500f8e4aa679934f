package io.github.pop3testserver.conversation;

import static io.github.pop3testserver.model.SeedMessage.raw;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** RFC 1939 sections 5 and 7: the TRANSACTION state, on a maildrop of three messages. */
class TransactionTest extends StageTest {

    @Override
    Stage stage() {
        Stage stage = super.stage();
        if (!seeded) {
            seeded = true;
            stage.add(raw("Subject: one\n\nFirst line\nSecond line\n").uid("u1"));
            stage.add(raw("Subject: two\n\n.\n..dots\nend").uid("u2"));
            stage.add(raw("Subject: three\n\n").uid("u3"));
        }
        return stage;
    }

    private boolean seeded;

    @Test
    void statCountsMessagesAndOctets() {
        stage().playsLoggedIn("""
                C: STAT
                S: +OK 3 91
                C: STAT 1
                S: -ERR Noise after STAT command: 1
                """);
    }

    @Test
    void listShowsEachMessageNumberWithItsSize() {
        stage().playsLoggedIn("""
                C: LIST
                S: +OK 3 messages:
                S: 1 41
                S: 2 32
                S: 3 18
                S: .
                C: LIST 2
                S: +OK 2 32
                C: LIST 02
                S: +OK 2 32
                C: LIST 2\s
                S: +OK 2 32
                """);
    }

    @Test
    void uidlShowsEachMessageNumberWithItsUniqueId() {
        stage().playsLoggedIn("""
                C: UIDL
                S: +OK
                S: 1 u1
                S: 2 u2
                S: 3 u3
                S: .
                C: UIDL 3
                S: +OK 3 u3
                """);
    }

    @Test
    void retrSendsTheMessageByteStuffed() {
        stage().playsLoggedIn("""
                C: RETR 1
                S: +OK 41 octets
                S: Subject: one
                S:\s
                S: First line
                S: Second line
                S: .
                C: RETR 2
                S: +OK 32 octets
                S: Subject: two
                S:\s
                S: ..
                S: ...dots
                S: end
                S: .
                """);
    }

    @Test
    void topSendsHeadersBlankLineAndAsManyLines() {
        stage().playsLoggedIn("""
                C: TOP 1 0
                S: +OK
                S: Subject: one
                S:\s
                S: .
                C: TOP 2 1
                S: +OK
                S: Subject: two
                S:\s
                S: ..
                S: .
                C: TOP 1 2
                S: +OK
                S: Subject: one
                S:\s
                S: First line
                S: Second line
                S: .
                """);
    }

    @Test
    void topSendsTheWholeMessageForMoreLinesThanThereAre() {
        try (Peer peer = stage().loggedIn()) {
            String whole = peer.say("RETR 2").replace("+OK 32 octets", "+OK");

            assertThat(peer.say("TOP 2 4")).isEqualTo(whole);
            assertThat(peer.say("TOP 2 99999999")).isEqualTo(whole);
            assertThat(peer.say("TOP 2 99999999999999999999999")).isEqualTo(whole);
        }
    }

    @Test
    void deleHidesAMessageAndLeavesTheNumbersOfOthers() {
        stage().playsLoggedIn("""
                C: DELE 1
                S: +OK Marked to be deleted.
                C: STAT
                S: +OK 2 50
                C: LIST
                S: +OK 2 messages:
                S: 2 32
                S: 3 18
                S: .
                C: UIDL
                S: +OK
                S: 2 u2
                S: 3 u3
                S: .
                """);
    }

    @Test
    void rejectsAnyReferenceToADeletedMessage() {
        stage().playsLoggedIn("""
                C: DELE 2
                S: +OK Marked to be deleted.
                C: DELE 2
                S: -ERR Message is deleted.
                C: LIST 2
                S: -ERR Message is deleted.
                C: UIDL 2
                S: -ERR Message is deleted.
                C: RETR 2
                S: -ERR Message is deleted.
                C: TOP 2 0
                S: -ERR Message is deleted.
                """);
    }

    @Test
    void rsetTakesAllMarksBackWithOneReply() {
        stage().playsLoggedIn("""
                C: DELE 1
                S: +OK Marked to be deleted.
                C: DELE 3
                S: +OK Marked to be deleted.
                C: RSET
                S: +OK
                C: STAT
                S: +OK 3 91
                C: DELE 1
                S: +OK Marked to be deleted.
                C: RSET all
                S: -ERR Noise after RSET command: all
                C: STAT
                S: +OK 2 50
                """);
    }

    @Test
    void noopDoesNothing() {
        stage().playsLoggedIn("""
                C: NOOP
                S: +OK
                C: NOOP 1
                S: -ERR Noise after NOOP command: 1
                """);
    }

    @Test
    void rejectsMessageNumbersThatAreNone() {
        for (String command : new String[] {"LIST %s", "UIDL %s", "RETR %s", "DELE %s", "TOP %s 1"}) {
            stage().playsLoggedIn("""
                    C: %1$s
                    S: -ERR Invalid message number: one
                    C: %2$s
                    S: -ERR Invalid message number: -1
                    C: %3$s
                    S: -ERR There's no message 0.
                    C: %4$s
                    S: -ERR There's no message 4.
                    C: %5$s
                    S: -ERR There's no message 99999999999999999999.
                    C: %6$s
                    S: -ERR Invalid message number: 1.5
                    """.formatted(
                            command.formatted("one"),
                            command.formatted("-1"),
                            command.formatted("0"),
                            command.formatted("4"),
                            command.formatted("99999999999999999999"),
                            command.formatted("1.5")));
        }
    }

    @Test
    void readsNumbersByTheirValueHoweverManyZerosLead() {
        String zeros = "0".repeat(40);
        stage().playsLoggedIn("""
                C: LIST %1$s2
                S: +OK 2 32
                C: UIDL %1$s2
                S: +OK 2 u2
                C: TOP %1$s1 %1$s
                S: +OK
                S: Subject: one
                S:\s
                S: .
                C: TOP %1$s1 %1$s1
                S: +OK
                S: Subject: one
                S:\s
                S: First line
                S: .
                C: RETR %1$s3
                S: +OK 18 octets
                S: Subject: three
                S:\s
                S: .
                C: RETR %1$s
                S: -ERR There's no message %1$s.
                C: DELE %1$s2
                S: +OK Marked to be deleted.
                C: RETR %1$s2
                S: -ERR Message is deleted.
                """.formatted(zeros));
    }

    /** 2^32 + 1 and 2^64 + 1 would be 1 if they were cut. */
    @Test
    void readsNumbersByTheirValueHoweverLargeTheyAre() {
        try (Peer peer = stage().loggedIn()) {
            String whole = peer.say("RETR 2").replace("+OK 32 octets", "+OK");
            for (String large : new String[] {"2147483648", "4294967297", "18446744073709551617", "9".repeat(200)}) {
                assertThat(peer.say("TOP 2 " + large)).as(large).isEqualTo(whole);
                assertThat(peer.say("RETR " + large)).as(large).startsWith("-ERR There's no message ");
            }
        }
    }

    @Test
    void rejectsMissingArguments() {
        stage().playsLoggedIn("""
                C: RETR
                S: -ERR No message number given.
                C: RETR\s
                S: -ERR No message number given.
                C: DELE
                S: -ERR No message number given.
                C: TOP
                S: -ERR No message number given.
                C: TOP 1
                S: -ERR No line count given.
                """);
    }

    @Test
    void rejectsArgumentsTooMany() {
        stage().playsLoggedIn("""
                C: LIST 1 2
                S: -ERR Noise after LIST command: 2
                C: UIDL 1 2
                S: -ERR Noise after UIDL command: 2
                C: RETR 1 2
                S: -ERR Noise after RETR command: 2
                C: DELE 1 2
                S: -ERR Noise after DELE command: 2
                C: TOP 1 2 3
                S: -ERR Noise after TOP command: 3
                C: QUIT now
                S: -ERR Noise after QUIT command: now
                C: STAT
                S: +OK 3 91
                """);
    }

    /** RFC 1939 section 3: one blank stands between arguments, so that between two there is an empty one. */
    @Test
    void aBlankTooManyIsAnEmptyArgument() {
        stage().playsLoggedIn("""
                C: TOP  1
                S: -ERR Invalid message number:\s
                C: TOP 1  2
                S: -ERR Noise after TOP command: 2
                C: RETR  1
                S: -ERR Noise after RETR command: 1
                """);
    }

    @Test
    void rejectsLineCountsThatAreNone() {
        stage().playsLoggedIn("""
                C: TOP 1 -1
                S: -ERR Invalid line count: -1
                C: TOP 1 some
                S: -ERR Invalid line count: some
                """);
    }

    @Test
    void answersWhatTheClientSentInPrintableCharactersOnlyAndNotAtLength() {
        stage().playsLoggedIn("""
                C: RETR é€~!
                S: -ERR Invalid message number: ??~!
                C: RETR xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx
                S: -ERR Invalid message number: xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx
                C: RETR xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx
                S: -ERR Invalid message number: xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx...
                """);
    }

    @Test
    void rejectsAnotherLogin() {
        stage().playsLoggedIn("""
                C: USER user
                S: -ERR Already logged in.
                C: PASS password
                S: -ERR Already logged in.
                C: STAT
                S: +OK 3 91
                """);
    }

    @Test
    void rejectsUnknownCommandsAndGoesOn() {
        stage().playsLoggedIn("""
                C: LAST
                S: -ERR Unknown command.
                C: XTND XMIT
                S: -ERR Unknown command.
                C: STAT
                S: +OK 3 91
                """);
    }
}
