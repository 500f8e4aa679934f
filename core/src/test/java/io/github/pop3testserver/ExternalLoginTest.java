package io.github.pop3testserver;

import static io.github.pop3testserver.model.Pop3Event.LOGIN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.pop3testserver.model.ClientCertificate;
import io.github.pop3testserver.model.SessionEnd;
import io.github.pop3testserver.model.Tls;
import io.github.pop3testserver.model.Transcript;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.CsvSource;

/** AUTH EXTERNAL (RFC 4422 appendix A): the client certificate says who logs in. */
@ParameterizedClass
@CsvSource({"EXPLICIT, TLSv1.2", "EXPLICIT, TLSv1.3", "IMPLICIT, TLSv1.2", "IMPLICIT, TLSv1.3"})
class ExternalLoginTest {

    private static final String OTHERS = "PLAIN LOGIN CRAM-MD5 SCRAM-SHA-1 SCRAM-SHA-256 XOAUTH2 OAUTHBEARER";

    private final Pop3TestServer server;

    ExternalLoginTest(Tls tls, String version) {
        server = Pop3TestServer.builder()
                .tls(tls)
                .tlsVersions(version)
                .maildrop("alice", "password")
                .maildrop("bob", "password")
                .administrator("admin", "password")
                .wantClientCertificate()
                .start();
    }

    @AfterEach
    void closeWithoutErrorsInside() {
        server.verify();
        server.close();
    }

    private RawClient with(ClientCertificate certificate) {
        return RawClient.greetedBy(server, certificate.sslContext());
    }

    private RawClient ofAlice() {
        return with(ClientCertificate.valid("alice"));
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private String noteOfTheLastLine() {
        Transcript transcript = server.lastSession().transcript();
        return transcript.render().lines().reduce((first, second) -> second).orElseThrow();
    }

    private void assertLoggedIn(RawClient client, String username) {
        assertThat(server.lastSession().username()).contains(username);
        assertThat(client.command("STAT")).isEqualTo("+OK 0 0");
    }

    @Test
    void isOfferedToAClientWithACertificate() {
        try (RawClient client = ofAlice()) {
            assertThat(client.multiLine("CAPA")).contains("\r\nSASL " + OTHERS + " EXTERNAL\r\n");
            assertThat(client.multiLine("AUTH")).endsWith("\r\nOAUTHBEARER\r\nEXTERNAL\r\n.\r\n");
            client.command("AUTH EXTERNAL =");
            assertThat(client.multiLine("CAPA")).contains(" EXTERNAL\r\n");
        }
    }

    @Test
    void isNotOfferedToAClientWithoutOne() {
        try (RawClient client = RawClient.greetedBy(server)) {
            assertThat(client.multiLine("CAPA")).contains("\r\nSASL " + OTHERS + "\r\n");
            assertThat(client.command("AUTH EXTERNAL =")).isEqualTo("-ERR Unsupported authentication mechanism.");
        }
    }

    @Test
    void anEmptyInitialResponseMeansTheUserOfTheCertificate() {
        try (RawClient client = ofAlice()) {
            assertThat(client.command("AUTH EXTERNAL =")).isEqualTo("+OK Logged in.");
            assertLoggedIn(client, "alice");
        }
    }

    @Test
    void anEmptyAnswerToTheEmptyChallengeDoesToo() {
        try (RawClient client = ofAlice()) {
            assertThat(client.command("auth external")).isEqualTo("+ ");
            assertThat(client.command("")).isEqualTo("+OK Logged in.");
            assertLoggedIn(client, "alice");
        }
    }

    @Test
    void theClientMayNameTheUserOfTheCertificate() {
        try (RawClient client = ofAlice()) {
            assertThat(client.command("AUTH EXTERNAL " + base64("alice"))).isEqualTo("+OK Logged in.");
            assertLoggedIn(client, "alice");
        }
    }

    @Test
    void theClientMayNotNameAnotherUser() {
        try (RawClient client = ofAlice()) {
            assertThat(client.command("AUTH EXTERNAL " + base64("bob"))).isEqualTo("-ERR [AUTH] Authorization failed.");
            assertThat(noteOfTheLastLine()).contains("the user may not act as another one");
            assertThat(server.lastSession().failedLogins()).isEqualTo(1);
            assertThat(client.command("AUTH EXTERNAL =")).isEqualTo("+OK Logged in.");
        }
    }

    @Test
    void anAdministratorMay() {
        try (RawClient client = with(ClientCertificate.valid("admin"))) {
            assertThat(client.command("AUTH EXTERNAL " + base64("bob"))).isEqualTo("+OK Logged in.");
            assertLoggedIn(client, "bob");
        }
    }

    @Test
    void aCertificateOfNobodyTheServerKnowsOpensNothing() {
        try (RawClient client = with(ClientCertificate.valid("carol"))) {
            assertThat(client.command("AUTH EXTERNAL =")).isEqualTo("-ERR [AUTH] Authentication failed.");
            assertThat(noteOfTheLastLine()).contains("no user \"carol\"; configured: alice, bob");
        }
    }

    @Test
    void malformedResponsesAreRefused() {
        try (RawClient client = ofAlice()) {
            assertThat(client.command("AUTH EXTERNAL " + base64("alice\0")))
                    .isEqualTo("-ERR Invalid response: the authorization identity has a NUL (RFC 4422 section A.3)");
            assertThat(client.command("AUTH EXTERNAL alice"))
                    .isEqualTo("-ERR Invalid base64 data in continued response.");
            assertThat(client.command("AUTH EXTERNAL")).isEqualTo("+ ");
            assertThat(client.command("*")).isEqualTo("-ERR Authentication aborted by client.");
        }
    }

    /** The parts of a name that are special in its text form (RFC 4514 section 2.4). */
    @Test
    void theUserMayHaveAnyName() {
        for (String name : new String[] {
            "a,b", "CN=x", "a+b=\"c\"", "back\\slash", "#1", "<x>;", "Jos\u00E9", "a\u4E2D\uD83D\uDE00"
        }) {
            server.addMaildrop(name, "password");
            try (RawClient client = with(ClientCertificate.valid(name))) {
                assertThat(client.command("AUTH EXTERNAL =")).as(name).isEqualTo("+OK Logged in.");
                assertThat(server.lastSession().username()).contains(name);
            }
        }
    }

    @Test
    void theLockAndFaultsOfALoginHoldForItToo() {
        try (RawClient first = ofAlice();
                RawClient second = ofAlice()) {
            assertThat(first.command("AUTH EXTERNAL =")).isEqualTo("+OK Logged in.");
            assertThat(second.command("AUTH EXTERNAL ="))
                    .isEqualTo("-ERR [IN-USE] Mailbox is locked by another POP3 session.");
            server.on(LOGIN)
                    .matchingLogin(login -> login.mechanism().equals("EXTERNAL")
                            && login.username().equals("alice"))
                    .disconnect(io.github.pop3testserver.model.CutPoint.beforeProcessing());
            assertThat(second.command("AUTH EXTERNAL =")).isEmpty();
        }
        server.await().sessionsEnded(2);
        assertThat(server.sessions().get(1).end()).isEqualTo(SessionEnd.SERVER_DISCONNECTED);
    }

    @Test
    void itsNameIsRefusedWhereItCouldNeverBeOffered() {
        assertThatIllegalArgumentException()
                .isThrownBy(Pop3TestServer.builder().tls(Tls.EXPLICIT).authMechanisms("PLAIN", "EXTERNAL")::start)
                .withMessage("the mechanism EXTERNAL can never be offered: the server asks for no client certificate;"
                        + " call wantClientCertificate() or requireClientCertificate() too");
    }

    @Test
    void itCanBeTheOnlyWayIn() {
        try (Pop3TestServer only = Pop3TestServer.builder()
                .tls(Tls.IMPLICIT)
                .requireClientCertificate()
                .authMechanisms("EXTERNAL")
                .withoutCapabilities("USER")
                .start()) {
            try (RawClient client =
                    RawClient.greetedBy(only, ClientCertificate.valid("user").sslContext())) {
                assertThat(client.command("USER user")).isEqualTo("-ERR Unknown command.");
                assertThat(client.multiLine("CAPA")).contains("\r\nSASL EXTERNAL\r\n");
                assertThat(client.command("AUTH EXTERNAL =")).isEqualTo("+OK Logged in.");
            }
        }
    }
}
