package io.github.pop3testserver.conversation;

import static io.github.pop3testserver.model.SeedMessage.raw;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** RFC 1939 sections 4 and 7: the AUTHORIZATION state. */
class AuthorizationTest extends StageTest {

    @Test
    void greetsWithoutATimestampThatWouldAnnounceApop() {
        try (Peer peer = stage().connect()) {
            assertThat(peer.greeting()).isEqualTo("+OK POP3 server ready\n");
        }
    }

    @Test
    void logsInWithUserAndPass() {
        stage().plays("""
                C: USER user
                S: +OK
                C: PASS password
                S: +OK Logged in.
                C: STAT
                S: +OK 0 0
                """);
    }

    @Test
    void takesKeywordsInAnyCase() {
        stage().plays("""
                C: user user
                S: +OK
                C: PaSs password
                S: +OK Logged in.
                C: stat
                S: +OK 0 0
                """);
    }

    @Test
    void doesNotTellAnUnknownUserFromAWrongPassword() {
        stage().plays("""
                C: USER nobody
                S: +OK
                C: PASS password
                S: -ERR [AUTH] Authentication failed.
                C: USER user
                S: +OK
                C: PASS wrong
                S: -ERR [AUTH] Authentication failed.
                """);
    }

    @Test
    void staysInAuthorizationAfterAFailedLogin() {
        stage().plays("""
                C: USER user
                S: +OK
                C: PASS wrong
                S: -ERR [AUTH] Authentication failed.
                C: STAT
                S: -ERR Log in first.
                C: USER user
                S: +OK
                C: PASS password
                S: +OK Logged in.
                """);
    }

    @Test
    void wantsTheNameAgainAfterAFailedPass() {
        stage().plays("""
                C: USER user
                S: +OK
                C: PASS wrong
                S: -ERR [AUTH] Authentication failed.
                C: PASS password
                S: -ERR No username given.
                """);
    }

    @Test
    void wantsPassImmediatelyAfterUser() {
        stage().plays("""
                C: PASS password
                S: -ERR No username given.
                C: USER user
                S: +OK
                C: NOOP
                S: -ERR Log in first.
                C: PASS password
                S: -ERR No username given.
                """);
    }

    @Test
    void letsCapaComeBetweenUserAndPass() {
        try (Peer peer = stage().connect()) {
            peer.say("USER user");
            peer.say("CAPA");

            assertThat(peer.say("PASS password")).isEqualTo("+OK Logged in.\n");
        }
    }

    @Test
    void takesTheSecondUserInPlaceOfTheFirst() {
        stage().plays("""
                C: USER nobody
                S: +OK
                C: USER user
                S: +OK
                C: PASS password
                S: +OK Logged in.
                """);
    }

    @Test
    void takesAllThatFollowsPassAsThePassword() {
        try (Stage spaced = kind.open(builder -> builder.maildrop("user", " two  blanks "))) {
            spaced.plays("""
                    C: USER user
                    S: +OK
                    C: PASS two  blanks
                    S: -ERR [AUTH] Authentication failed.
                    C: USER user
                    S: +OK
                    C: PASS  two  blanks\s
                    S: +OK Logged in.
                    """);
        }
    }

    @Test
    void takesANonAsciiUserAndPassword() {
        try (Stage foreign = kind.open(builder -> builder.maildrop("jürgen", "geheim€"))) {
            foreign.plays("""
                    C: USER jürgen
                    S: +OK
                    C: PASS geheim€
                    S: +OK Logged in.
                    """);
        }
    }

    @Test
    void takesAUserNameWithBlanksAndAnEmptyPassword() {
        try (Stage odd = kind.open(builder -> builder.maildrop("Ann Other", ""))) {
            odd.plays("""
                    C: USER Ann Other
                    S: +OK
                    C: PASS
                    S: +OK Logged in.
                    """);
        }
    }

    @Test
    void rejectsUserWithoutAName() {
        stage().plays("""
                C: USER
                S: -ERR No username given.
                C: USER\s
                S: -ERR No username given.
                """);
    }

    @Test
    void rejectsCommandsOfTheTransactionState() {
        stage().add(raw("Subject: x\n\nx\n"));
        stage().plays("""
                C: STAT
                S: -ERR Log in first.
                C: LIST
                S: -ERR Log in first.
                C: LIST 1
                S: -ERR Log in first.
                C: UIDL
                S: -ERR Log in first.
                C: TOP 1 0
                S: -ERR Log in first.
                C: RETR 1
                S: -ERR Log in first.
                C: DELE 1
                S: -ERR Log in first.
                C: NOOP
                S: -ERR Log in first.
                C: RSET
                S: -ERR Log in first.
                """);
    }

    @Test
    void rejectsUnknownCommands() {
        stage().plays("""
                C: EHLO localhost
                S: -ERR Unknown command.
                C: LAST
                S: -ERR Unknown command.
                C: GREETING
                S: -ERR Unknown command.
                C: LOGIN
                S: -ERR Unknown command.
                C:\s
                S: -ERR Unknown command.
                """);
    }

    @Test
    void endsWithoutUpdateOnQuit() {
        try (Peer peer = stage().connect()) {
            stage().plays(peer, """
                    C: QUIT
                    S: +OK Logging out.
                    """);

            assertThat(peer.isOver()).isTrue();
        }
    }

    @Test
    void rejectsQuitWithAnArgumentAndGoesOn() {
        stage().plays("""
                C: QUIT now
                S: -ERR Noise after QUIT command: now
                C: QUIT
                S: +OK Logging out.
                """);
    }

    @Test
    void announcesItsCapabilities() {
        stage().plays("""
                C: CAPA
                S: +OK Capability list follows
                S: TOP
                S: UIDL
                S: RESP-CODES
                S: PIPELINING
                S: AUTH-RESP-CODE
                S: USER
                S: SASL PLAIN LOGIN CRAM-MD5 SCRAM-SHA-1 SCRAM-SHA-256 XOAUTH2 OAUTHBEARER
                S: IMPLEMENTATION pop3-test-server
                S: .
                C: CAPA please
                S: -ERR Noise after CAPA command: please
                """);
    }

    @Test
    void announcesTheSameCapabilitiesAfterLogin() {
        try (Peer peer = stage().connect()) {
            String before = peer.say("CAPA");
            peer.say("USER user");
            peer.say("PASS password");

            assertThat(peer.say("CAPA")).isEqualTo(before);
        }
    }
}
