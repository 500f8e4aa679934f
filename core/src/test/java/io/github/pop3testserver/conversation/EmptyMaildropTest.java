package io.github.pop3testserver.conversation;

import static io.github.pop3testserver.model.SeedMessage.raw;

import org.junit.jupiter.api.Test;

/** A maildrop without messages, and messages without octets. */
class EmptyMaildropTest extends StageTest {

    @Test
    void listsNothingAndEndsTheListing() {
        stage().playsLoggedIn("""
                C: STAT
                S: +OK 0 0
                C: LIST
                S: +OK 0 messages:
                S: .
                C: UIDL
                S: +OK
                S: .
                C: RETR 1
                S: -ERR There's no message 1.
                C: QUIT
                S: +OK Logging out.
                """);
    }

    @Test
    void sendsAnEmptyMessageAsTheTerminatorAlone() {
        stage().add(raw(new byte[0]).uid("empty"));
        stage().playsLoggedIn("""
                C: LIST
                S: +OK 1 messages:
                S: 1 0
                S: .
                C: RETR 1
                S: +OK 0 octets
                S: .
                C: TOP 1 0
                S: +OK
                S: .
                """);
    }

    @Test
    void stuffsTheVeryFirstLine() {
        stage().add(raw(".\n"));
        stage().playsLoggedIn("""
                C: RETR 1
                S: +OK 3 octets
                S: ..
                S: .
                """);
    }

    @Test
    void sendsBareLineFeedsAsCrlfAndABareCrAsItIs() {
        stage().add(raw("a\nb\rc\r\nd".getBytes(java.nio.charset.StandardCharsets.US_ASCII)));
        stage().playsLoggedIn("""
                C: RETR 1
                S: +OK 11 octets
                S: a
                S: b
                S: c
                S: d
                S: .
                """);
    }
}
