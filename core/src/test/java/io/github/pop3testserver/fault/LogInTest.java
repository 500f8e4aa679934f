package io.github.pop3testserver.fault;

import static io.github.pop3testserver.model.Pop3Event.AUTH;
import static io.github.pop3testserver.model.Pop3Event.LOGIN;
import static io.github.pop3testserver.model.Pop3Event.RETR;
import static io.github.pop3testserver.model.Pop3Event.SASL_RESPONSE;
import static io.github.pop3testserver.model.Pop3Event.UNKNOWN_COMMAND;
import static io.github.pop3testserver.model.SeedMessage.raw;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import io.github.pop3testserver.Maildrop;
import io.github.pop3testserver.Pop3TestServer;
import io.github.pop3testserver.RawClient;
import io.github.pop3testserver.model.Reply;
import io.github.pop3testserver.model.Tls;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Mechanisms that only the test knows, and clients that are logged in whatever they say. */
class LogInTest {

    private final Pop3TestServer server =
            Pop3TestServer.builder().tls(Tls.EXPLICIT).alsoImplicitTls().start();
    private final Maildrop maildrop = server.maildrop();

    @AfterEach
    void close() {
        server.close();
    }

    private void teachAMechanism() {
        maildrop.add(raw("Subject: x\n\n"));
        server.on(AUTH).reply(Reply.raw("+ Y2hhbGxlbmdl\r\n"));
        server.on(SASL_RESPONSE).logIn(maildrop);
    }

    private static void playTheMechanism(RawClient client) {
        Dialogue.play(client, """
                C: AUTH X-OURS
                S: + Y2hhbGxlbmdl
                C: cmVzcG9uc2U=
                S: +OK Logged in.
                C: STAT
                S: +OK 1 14
                C: QUIT
                S: +OK Logging out.
                """);
    }

    @Test
    void aMechanismOfTheTestsOwnTakesTwoFaults() {
        teachAMechanism();
        try (RawClient client = RawClient.greetedBy(server)) {
            playTheMechanism(client);
        }
        assertThat(server.lastSession().username()).contains("user");
        assertThat(server.lastSession().failedLogins()).isZero();
        assertThat(server.transcript().lines()).contains("C: AUTH X-OURS", "S: +OK Logged in.");
        assertThat(server.transcript().render()).doesNotContain("cmVzcG9uc2U=");
        server.verify();
    }

    @Test
    void soItDoesOverImplicitTls() {
        teachAMechanism();
        try (RawClient client = RawClient.connectTo(server.implicitTlsEndpoint())) {
            client.readLine();
            playTheMechanism(client);
        }
    }

    @Test
    void soItDoesAfterStls() {
        teachAMechanism();
        try (RawClient client = RawClient.greetedBy(server, server.endpoint().sslContext())) {
            playTheMechanism(client);
        }
    }

    @Test
    void aMechanismMayHaveSeveralChallengesAndAnEmptyOneWithoutItsSpace() {
        server.on(AUTH).reply(Reply.raw("+\r\n"));
        server.on(SASL_RESPONSE).reply(Reply.raw("+ dHdv\r\n"));
        server.on(SASL_RESPONSE).logIn(maildrop);
        try (RawClient client = RawClient.greetedBy(server)) {
            Dialogue.play(client, """
                    C: AUTH NTLM
                    S: +
                    C: b25l
                    S: + dHdv
                    C: dHdv
                    S: +OK Logged in.
                    """);
        }
    }

    @Test
    void aResponseThatNoFaultJudgesIsRefusedAndTheSessionGoesOn() {
        server.on(AUTH).times(2).reply(Reply.raw("+ Y2hhbGxlbmdl\r\n"));
        try (RawClient client = RawClient.greetedBy(server)) {
            Dialogue.play(client, """
                    C: AUTH X-OURS
                    S: + Y2hhbGxlbmdl
                    C: cmVzcG9uc2U=
                    S: -ERR Unsupported authentication mechanism.
                    C: AUTH X-OURS
                    S: + Y2hhbGxlbmdl
                    C: *
                    S: -ERR Authentication aborted by client.
                    C: USER user
                    S: +OK
                    C: PASS password
                    S: +OK Logged in.
                    """);
        }
    }

    @Test
    void aClientThatCancelsIsNotLoggedIn() {
        teachAMechanism();
        try (RawClient client = RawClient.greetedBy(server)) {
            Dialogue.play(client, """
                    C: AUTH X-OURS
                    S: + Y2hhbGxlbmdl
                    C: *
                    S: -ERR Authentication aborted by client.
                    C: USER user
                    S: +OK
                    C: PASS password
                    S: +OK Logged in.
                    """);
        }
    }

    @Test
    void aResponseThatAFaultRefusesIsAFailedLogin() {
        try (Pop3TestServer strict =
                Pop3TestServer.builder().maxLoginAttempts(2).start()) {
            strict.on(AUTH).always().reply(Reply.raw("+ Y2hhbGxlbmdl\r\n"));
            strict.on(SASL_RESPONSE).times(2).err("no");
            try (RawClient client = RawClient.greetedBy(strict)) {
                client.command("AUTH X-OURS");
                assertThat(client.command("b25l")).isEqualTo("-ERR no");
                client.command("AUTH X-OURS");
                assertThat(client.command("dHdv")).isEqualTo("-ERR no");
                assertThat(client.readToEnd()).isEmpty();
            }
            assertThat(strict.lastSession().failedLogins()).isEqualTo(2);
        }
    }

    @Test
    void aCommandOfTheTestsOwnLogsInToo() {
        server.on(UNKNOWN_COMMAND).logIn(maildrop);
        try (RawClient client = RawClient.greetedBy(server)) {
            assertThat(client.command("XSSO ticket")).isEqualTo("+OK Logged in.");
        }
    }

    @Test
    void aClientThatNamesItselfGetsTheMaildropOfTheFault() {
        Maildrop other = server.addMaildrop("other", "x");
        server.on(LOGIN).logIn(other);
        try (RawClient client = RawClient.greetedBy(server)) {
            client.command("USER user");
            assertThat(client.command("PASS wrong")).isEqualTo("+OK Logged in.");
            assertThat(other.isLocked()).isTrue();
            assertThat(maildrop.isLocked()).isFalse();
        }
    }

    @Test
    void aLockedMaildropIsInUse() {
        server.on(UNKNOWN_COMMAND).logIn(maildrop);
        try (var lock = maildrop.lock();
                RawClient client = RawClient.greetedBy(server)) {
            assertThat(lock).isNotNull();
            assertThat(client.command("XSSO")).isEqualTo("-ERR [IN-USE] Mailbox is locked by another POP3 session.");
        }
        assertThat(server.lastSession().failedLogins()).isEqualTo(1);
        assertThat(server.lastSession().username()).isEmpty();
    }

    @Test
    void itIsALoginThatTheNextOneMustKeepItsDistanceFrom() {
        maildrop.loginDelay(Duration.ofHours(1));
        server.on(UNKNOWN_COMMAND).logIn(maildrop);
        try (RawClient client = RawClient.greetedBy(server)) {
            client.command("XSSO");
            client.command("QUIT");
        }
        try (RawClient client = RawClient.greetedBy(server)) {
            client.command("USER user");
            assertThat(client.command("PASS password")).startsWith("-ERR [LOGIN-DELAY]");
        }
    }

    @Test
    void whoIsLoggedInCannotLogInAgain() {
        server.on(UNKNOWN_COMMAND).logIn(maildrop);
        try (RawClient client = RawClient.loggedInTo(server)) {
            assertThat(client.command("XSSO")).isEqualTo("-ERR Already logged in.");
        }
    }

    @Test
    void whereNobodyLogsInItIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> server.on(RETR).logIn(maildrop))
                .withMessage(
                        "on(RETR).logIn(maildrop \"user\") can never log in: clients do not log in by RETR; events by"
                                + " which they can: [LOGIN, PASS, APOP, AUTH, SASL_RESPONSE, UNKNOWN_COMMAND]");
        assertThat(server.faults()).isEmpty();
    }

    @Test
    @SuppressWarnings("NullAway")
    void aMaildropMustBeGiven() {
        assertThatNullPointerException()
                .isThrownBy(() -> server.on(AUTH).logIn(null))
                .withMessage("a maildrop must not be null");
    }
}
