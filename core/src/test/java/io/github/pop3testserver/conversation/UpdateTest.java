package io.github.pop3testserver.conversation;

import static io.github.pop3testserver.model.SeedMessage.raw;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** RFC 1939 sections 4, 6 and 7: the lock, the UPDATE state, and what lasts from one session to the next. */
class UpdateTest extends StageTest {

    @BeforeEach
    void seed() {
        stage().add(raw("one\n").uid("u1"));
        stage().add(raw("two\n").uid("u2"));
        stage().add(raw("three\n").uid("u3"));
    }

    @Test
    void quitRemovesExactlyTheMarkedMessagesAndRenumbersForTheNextSession() {
        stage().playsLoggedIn("""
                C: DELE 1
                S: +OK Marked to be deleted.
                C: DELE 3
                S: +OK Marked to be deleted.
                C: QUIT
                S: +OK Logging out, messages deleted.
                """);
        stage().playsLoggedIn("""
                C: UIDL
                S: +OK
                S: 1 u2
                S: .
                """);
    }

    @Test
    void quitWithoutDeletionsLeavesTheMaildropUntouched() {
        stage().playsLoggedIn("""
                C: RETR 1
                S: +OK 5 octets
                S: one
                S: .
                C: QUIT
                S: +OK Logging out.
                """);
        assertAllAreThere();
    }

    @Test
    void quitAfterRsetRemovesNothing() {
        stage().playsLoggedIn("""
                C: DELE 1
                S: +OK Marked to be deleted.
                C: RSET
                S: +OK
                C: QUIT
                S: +OK Logging out.
                """);
        assertAllAreThere();
    }

    @Test
    void aLostConnectionRemovesNothing() {
        stage().playsLoggedIn("""
                C: DELE 1
                S: +OK Marked to be deleted.
                """);
        assertAllAreThere();
    }

    private void assertAllAreThere() {
        stage().playsLoggedIn("""
                C: UIDL
                S: +OK
                S: 1 u1
                S: 2 u2
                S: 3 u3
                S: .
                """);
    }

    @Test
    void aSecondSessionFindsTheMaildropLocked() {
        try (Peer first = stage().loggedIn();
                Peer second = stage().connect()) {
            stage().plays(second, """
                    C: USER user
                    S: +OK
                    C: PASS password
                    S: -ERR [IN-USE] Mailbox is locked by another POP3 session.
                    """);
            assertThat(first.say("STAT")).isEqualTo("+OK 3 17\n");
        }
    }

    @Test
    void aWrongPasswordIsDistinguishedFromALock() {
        try (Peer first = stage().loggedIn();
                Peer second = stage().connect()) {
            assertThat(first.isOver()).isFalse();
            stage().plays(second, """
                    C: USER user
                    S: +OK
                    C: PASS wrong
                    S: -ERR [AUTH] Authentication failed.
                    """);
        }
    }

    @Test
    void theLockIsFreeOnceQuitIsAnswered() {
        try (Peer first = stage().loggedIn();
                Peer second = stage().connect()) {
            first.say("QUIT");
            stage().plays(second, """
                    C: USER user
                    S: +OK
                    C: PASS password
                    S: +OK Logged in.
                    """);
        }
    }

    @Test
    void theLockIsFreeAfterALostConnection() {
        stage().loggedIn().close();
        stage().loggedIn().close();
    }

    @Test
    void mailThatArrivesIsSeenByTheNextSession() {
        try (Peer peer = stage().loggedIn()) {
            stage().add(raw("four\n").uid("u4"));
            stage().plays(peer, """
                    C: STAT
                    S: +OK 3 17
                    C: RETR 4
                    S: -ERR There's no message 4.
                    C: QUIT
                    S: +OK Logging out.
                    """);
        }
        stage().playsLoggedIn("""
                C: UIDL 4
                S: +OK 4 u4
                """);
    }
}
