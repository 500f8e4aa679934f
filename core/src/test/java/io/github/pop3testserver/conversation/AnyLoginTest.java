package io.github.pop3testserver.conversation;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.pop3testserver.Maildrop;
import io.github.pop3testserver.Pop3TestServer;
import io.github.pop3testserver.RawClient;
import io.github.pop3testserver.model.SeedMessage;
import java.util.Base64;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A server on which everybody is a user. */
class AnyLoginTest extends StageTest {

    private Stage stage;

    @Override
    Stage stage() {
        if (stage == null) {
            stage = kind.open(builder ->
                    builder.anyLogin().apop().maildrop("fixed", "secret").administrator("root", "master"));
        }
        return stage;
    }

    @AfterEach
    void close() {
        if (stage != null) {
            stage.close();
        }
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(UTF_8));
    }

    private void opens(String script) {
        stage().plays(script + """
                S: +OK Logged in.
                C: STAT
                S: +OK 0 0
                """);
    }

    @Test
    void anyPasswordIsRight() {
        opens("C: USER alice\nS: +OK\nC: PASS anything\n");
        opens("C: AUTH PLAIN " + base64("\0bob\0anything") + "\n");
        opens("C: AUTH LOGIN " + base64("carol") + "\nS: + UGFzc3dvcmQ6\nC: " + base64("anything") + "\n");
    }

    @Test
    void anyTokenIsRight() {
        opens("C: AUTH XOAUTH2 " + base64("user=dave\1auth=Bearer anything\1\1") + "\n");
        opens("C: AUTH OAUTHBEARER " + base64("n,a=erin,\1auth=Bearer anything\1\1") + "\n");
    }

    @Test
    void anyDigestIsRight() {
        opens("C: APOP frank c4c9334bac560ecc979e58001b3e22fb\n");
        try (Peer peer = stage().connect()) {
            String challenge = peer.say("AUTH CRAM-MD5");
            assertThat(peer.say(CramMd5Client.response(challenge, "grace", "anything"))
                            .strip())
                    .isEqualTo("+OK Logged in.");
        }
    }

    @Test
    void aMechanismThatProvesThePasswordToTheClientIsNotOffered() {
        stage().plays("""
                C: AUTH
                S: +OK
                S: PLAIN
                S: LOGIN
                S: CRAM-MD5
                S: XOAUTH2
                S: OAUTHBEARER
                S: .
                C: AUTH SCRAM-SHA-256
                S: -ERR Unsupported authentication mechanism.
                """);
    }

    @Test
    void aUserWhoWasAddedNeedsTheRightPassword() {
        stage().plays("""
                C: USER fixed
                S: +OK
                C: PASS anything
                S: -ERR [AUTH] Authentication failed.
                C: USER fixed
                S: +OK
                C: PASS secret
                S: +OK Logged in.
                """);
    }

    @Test
    void anAdministratorOpensAnybodysMaildropAndHasNone() {
        stage().plays("C: AUTH PLAIN " + base64("\0root\0master") + "\nS: -ERR [AUTH] Authentication failed.\n"
                + "C: AUTH PLAIN " + base64("heidi\0root\0anything") + "\nS: -ERR [AUTH] Authentication failed.\n"
                + "C: AUTH PLAIN " + base64("heidi\0root\0master") + "\nS: +OK Logged in.\n");
    }

    @Test
    void nobodyElseOpensTheMaildropOfAnother() {
        stage().plays("C: AUTH PLAIN " + base64("heidi\0ivan\0anything") + "\nS: -ERR [AUTH] Authorization failed.\n");
    }

    private static String login(Pop3TestServer server, String user, String password) {
        try (RawClient client = RawClient.greetedBy(server)) {
            client.command("USER " + user);
            return client.command("PASS " + password) + client.command("STAT");
        }
    }

    @Test
    void eachUserHasAMaildropBeforeAndAfterLogin() {
        try (Pop3TestServer server = Pop3TestServer.builder().anyLogin().start()) {
            Maildrop early = server.maildrop("early");
            early.add(SeedMessage.raw("Subject: x\n\n"));

            assertThat(login(server, "early", "x")).isEqualTo("+OK Logged in.+OK 1 14");
            assertThat(login(server, "late", "x")).isEqualTo("+OK Logged in.+OK 0 0");
            assertThat(login(server, "user", "x")).isEqualTo("+OK Logged in.+OK 0 0");

            assertThat(server.maildrop("late").sessions()).hasSize(1);
            assertThat(server.maildrop().username()).isEqualTo("user");
            assertThat(server.endpoint(early).password()).isEqualTo("password");
        }
    }

    @Test
    void fromAChangeOnOnlyTheNewPasswordIsRight() {
        try (Pop3TestServer server = Pop3TestServer.builder().anyLogin().start()) {
            server.maildrop("alice").changePassword("new");

            assertThat(login(server, "alice", "old")).startsWith("-ERR [AUTH] Authentication failed.");
            assertThat(login(server, "alice", "new")).startsWith("+OK");
        }
    }

    @Test
    void aResetForgetsWhoHasLoggedIn() {
        try (Pop3TestServer server = Pop3TestServer.builder().anyLogin().start()) {
            server.maildrop("alice").add(SeedMessage.raw("Subject: x\n\n"));
            Maildrop bob = server.maildrop("bob").changePassword("new");

            server.reset();

            assertThat(bob.messages()).isEmpty();

            assertThat(login(server, "alice", "x")).isEqualTo("+OK Logged in.+OK 0 0");
            assertThat(login(server, "bob", "x")).isEqualTo("+OK Logged in.+OK 0 0");
            assertThat(server.maildrop().username()).isEqualTo("user");
        }
    }

    @Test
    void scramCannotBeNamed() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Pop3TestServer.builder()
                        .anyLogin()
                        .authMechanisms("PLAIN", "SCRAM-SHA-256")
                        .start())
                .withMessage("anyLogin() cannot offer SCRAM-SHA-256: the server would have to prove that it knows the"
                        + " password; name other mechanisms in authMechanisms(...), or add users with maildrop(username,"
                        + " password) instead of anyLogin()");
    }

    @Test
    void theDefaultUserIsNoAdministrator() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Pop3TestServer.builder()
                        .anyLogin()
                        .administrator("user", "x")
                        .start())
                .withMessage(
                        "the administrator \"user\" has the name of the default maildrop's user; name another maildrop"
                                + " with maildrop(username, password)");
    }
}
