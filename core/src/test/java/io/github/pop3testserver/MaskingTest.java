package io.github.pop3testserver;

import static io.github.pop3testserver.assertj.Pop3Assertions.assertThat;
import static io.github.pop3testserver.assertj.Pop3Assertions.catchThrowable;
import static io.github.pop3testserver.model.Pop3Event.APOP;
import static io.github.pop3testserver.model.Pop3Event.AUTH;
import static io.github.pop3testserver.model.Pop3Event.NOOP;
import static io.github.pop3testserver.model.Pop3Event.PASS;
import static io.github.pop3testserver.model.Pop3Event.UNKNOWN_COMMAND;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.pop3testserver.model.SessionEnd;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Test reports are kept and passed on, and what a client sends may be a real password: it is in none of what we print. */
class MaskingTest {

    private static final String SECRET = "hunter2-is-secret";

    private final Pop3TestServer server =
            Pop3TestServer.builder().maildrop("alice", SECRET).apop().start();

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void aPasswordIsShownNowhereWhetherItIsRightOrWrongOrComesTooLate() {
        try (RawClient client = RawClient.greetedBy(server)) {
            client.command("PASS " + SECRET);
            client.command("USER alice");
            client.command("PASS " + SECRET + "!");
            client.command("USER alice");
            client.command("PASS " + SECRET);
            client.command("pass " + SECRET);
            client.command("QUIT");
        }
        assertIsMasked(SECRET, "C: PASS ********", "C: pass ********");
    }

    @ParameterizedTest
    @ValueSource(strings = {"PASSS ", "password ", "PASS:", "PASS\t", " PASS ", "\0PASS "})
    void aMistypedPassShowsNoPassword(String mistyped) {
        try (RawClient client = RawClient.greetedBy(server)) {
            client.command("USER alice");
            assertThat(client.command(mistyped + SECRET)).startsWith("-ERR ").doesNotContain(SECRET);
        }
        assertIsMasked(SECRET);
    }

    /** All that it sends is one line for the server. */
    @Test
    void aClientThatEndsLinesWithCrAloneShowsNoPassword() {
        try (RawClient client = RawClient.greetedBy(server)) {
            assertThat(client.command("USER alice\rPASS " + SECRET + "\rSTAT")).startsWith("-ERR");
            client.command("PASS " + SECRET);
        }
        assertIsMasked(SECRET, "C: USER alice\\x0d********");
    }

    @Test
    void aDigestOfApopIsShownNowhere() {
        String digest = "c4c9334bac560ecc979e58001b3e22fb";
        try (RawClient client = RawClient.greetedBy(server)) {
            assertThat(client.command("APOP alice " + digest)).startsWith("-ERR [AUTH]");
        }
        assertIsMasked(digest, "C: APOP alice ********");
    }

    @ParameterizedTest
    @ValueSource(strings = {"PLAIN", "LOGIN", "CRAM-MD5", "SCRAM-SHA-1", "SCRAM-SHA-256", "XOAUTH2", "OAUTHBEARER"})
    void noResponseOfAnyMechanismIsShown(String mechanism) {
        String response = base64("\0bob\0" + SECRET);
        try (RawClient client = RawClient.greetedBy(server)) {
            client.command("AUTH " + mechanism + " " + response);
            client.command("*"); // out of the exchange, if that was its beginning
            assertThat(client.command("AUTH " + mechanism)).startsWith("+ ");
            client.command(response);
            client.command("*");
            client.command("QUIT");
        }
        assertIsMasked(response, "C: AUTH " + mechanism + " ********", "C: ********");
    }

    @Test
    void aPasswordInTheSecondResponseOfLoginIsNotShown() {
        try (RawClient client = RawClient.greetedBy(server)) {
            client.command("AUTH LOGIN");
            client.command(base64("alice"));
            assertThat(client.command(base64(SECRET))).isEqualTo("+OK Logged in.");
        }
        assertIsMasked(base64(SECRET), "C: ********");
    }

    /** Clients that do not wait for the challenge send the response all the same. */
    @Test
    void aResponseThatNobodyAskedForIsNotShown() {
        String response = base64("\0alice\0" + SECRET);
        try (RawClient client = RawClient.greetedBy(server)) {
            assertThat(client.command("AUTH GSSAPI")).startsWith("-ERR Unsupported");
            assertThat(client.command(response)).isEqualTo("-ERR Unknown command.");
            assertThat(client.command("AUTH " + response)).startsWith("-ERR ").doesNotContain(response);
        }
        assertIsMasked(response, "C: AUTH GSSAPI", "C: ********", "C: AUTH ********");
    }

    @Test
    void whatIsTooLongIsNotShownAtAll() {
        try (RawClient client = RawClient.greetedBy(server)) {
            assertThat(client.command("PASS " + SECRET + "x".repeat(600))).isEqualTo("-ERR Line too long.");
        }
        assertThat(server.transcript().renderWithSecrets())
                .contains("-- a line that was too long came in")
                .doesNotContain(SECRET);
    }

    @Test
    void whoAsksForSecretsIsToldThem() {
        RawClient.loggedInTo(server).close();
        server.await().sessionEnd();
        assertThat(server.transcript().renderWithSecrets()).contains("C: PASS " + SECRET);
        assertThat(server.lastSession().commands().get(1).text()).isEqualTo("PASS " + SECRET);
        assertThat(server.endpoint().password()).isEqualTo(SECRET);
        assertThat(server.maildrop().password()).isEqualTo(SECRET);
    }

    @Test
    void anExceptionNamesTheUserAndNotThePassword() {
        assertThat(catchThrowable(() -> server.addMaildrop("alice", SECRET)))
                .hasMessageContaining("alice")
                .hasMessageNotContaining(SECRET);
        assertThat(catchThrowable(
                        () -> Pop3TestServer.builder().maildrop("alice", SECRET).administrator("alice", SECRET)))
                .hasMessageContaining("alice")
                .hasMessageNotContaining(SECRET);
        assertThat(catchThrowable(() -> server.maildrop("bob")))
                .hasMessageContaining("alice")
                .hasMessageNotContaining(SECRET);
    }

    private void assertIsMasked(String secret, String... lines) {
        Pop3Session session = server.await().sessionEnd();
        assertThat(session.transcript().lines()).containsAll(List.of(lines));
        assertThat(session.transcript().renderWithSecrets())
                .as("so that there is something to mask")
                .contains(secret);
        assertThat(printed(session))
                .hasSize(15)
                .allSatisfy(text ->
                        assertThat(text).isNotEmpty().doesNotContain(secret).doesNotContain(SECRET));
    }

    /** All that gets into reports and logs by itself. */
    private List<String> printed(Pop3Session session) {
        server.on(NOOP).err("never applied");
        return List.of(
                session.toString(),
                session.commands().toString(),
                session.exchanges().toString(),
                session.transcript().toString(),
                session.transcript().lines().toString(),
                server.toString(),
                server.transcript().render(),
                server.transcript().withPointerAt(1, "C: QUIT").render(),
                server.endpoint().toString(),
                server.endpoint().uri().toString(),
                server.maildrop().toString(),
                failure(() -> assertThat(session).hasNeverSent(PASS, APOP, AUTH, UNKNOWN_COMMAND)),
                failure(() -> assertThat(session).hasEndedWith(SessionEnd.AUTOLOGOUT)),
                failure(() -> assertThat(server.maildrop()).isLocked()),
                failure(server::verify));
    }

    private static String failure(Runnable failing) {
        Throwable failure = catchThrowable(failing::run);
        assertThat(failure).isNotNull();
        return failure + Arrays.toString(failure.getSuppressed());
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(UTF_8));
    }
}
