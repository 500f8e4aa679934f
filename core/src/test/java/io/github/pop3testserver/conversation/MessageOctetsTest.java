package io.github.pop3testserver.conversation;

import static io.github.pop3testserver.model.SeedMessage.raw;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** RFC 1939 sections 3 and 11: what becomes of a message's octets on their way, and how they are counted. */
class MessageOctetsTest extends StageTest {

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    @Test
    void statListAndRetrTellTheSameSizeWithoutByteStuffing() {
        stage().add(raw(ascii("S: x\n\n.one\n..two\nend")));
        stage().playsLoggedIn("""
                C: STAT
                S: +OK 1 26
                C: LIST 1
                S: +OK 1 26
                C: RETR 1
                S: +OK 26 octets
                S: S: x
                S:\s
                S: ..one
                S: ...two
                S: end
                S: .
                """);
    }

    @Test
    void aFinalLineEndIsAddedWhereItLacksAndNowhereElse() {
        stage().add(raw(ascii("a\r\n\r\nb")));
        stage().add(raw(ascii("a\r\n\r\nb\r\n")));
        stage().add(raw(ascii("a\r\n\r\nb\r\n\r\n")));
        stage().playsLoggedIn("""
                C: LIST
                S: +OK 3 messages:
                S: 1 8
                S: 2 8
                S: 3 10
                S: .
                C: RETR 1
                S: +OK 8 octets
                S: a
                S:\s
                S: b
                S: .
                C: RETR 2
                S: +OK 8 octets
                S: a
                S:\s
                S: b
                S: .
                C: RETR 3
                S: +OK 10 octets
                S: a
                S:\s
                S: b
                S:\s
                S: .
                """);
    }

    @Test
    void aBareCrAndANulPassAsTheyAreAndEndNoLine() {
        stage().add(raw(ascii("a\rb\n\nc\0d\r.e\n")));
        try (Peer peer = stage().loggedIn()) {
            assertThat(peer.say("RETR 1")).isEqualTo("+OK 15 octets\na\rb\n\nc\0d\r.e\n.\n");
            assertThat(peer.say("TOP 1 0")).isEqualTo("+OK\na\rb\n\n.\n");
        }
    }

    @Test
    void aMessageOfOneDotIsNotTakenForTheTerminator() {
        stage().add(raw(ascii(".")));
        stage().add(raw(ascii(".\n.\n\n.\n")));
        stage().playsLoggedIn("""
                C: RETR 1
                S: +OK 3 octets
                S: ..
                S: .
                C: TOP 2 0
                S: +OK
                S: ..
                S: ..
                S:\s
                S: .
                C: TOP 2 1
                S: +OK
                S: ..
                S: ..
                S:\s
                S: ..
                S: .
                """);
    }

    @Test
    void topOfAMessageWithoutABlankLineIsAllOfItAndHasNoneAdded() {
        stage().add(raw(ascii("Subject: x\nX-More: y")));
        stage().playsLoggedIn("""
                C: TOP 1 0
                S: +OK
                S: Subject: x
                S: X-More: y
                S: .
                """);
    }

    @Test
    void retrievingOrLookingMarksNothing() {
        stage().add(raw(ascii("a\n\nb\n")).uid("u1"));
        String script = """
                C: RETR 1
                S: +OK 8 octets
                S: a
                S:\s
                S: b
                S: .
                C: TOP 1 9
                S: +OK
                S: a
                S:\s
                S: b
                S: .
                C: UIDL
                S: +OK
                S: 1 u1
                S: .
                C: QUIT
                S: +OK Logging out.
                """;
        stage().playsLoggedIn(script);
        stage().playsLoggedIn(script);
    }
}
