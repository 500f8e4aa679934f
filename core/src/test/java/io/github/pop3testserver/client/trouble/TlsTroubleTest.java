package io.github.pop3testserver.client.trouble;

import static io.github.pop3testserver.assertj.Pop3Assertions.assertThat;
import static io.github.pop3testserver.assertj.Pop3Assertions.assertThatThrownBy;
import static io.github.pop3testserver.assertj.Pop3Assertions.catchThrowable;
import static io.github.pop3testserver.model.CutPoint.beforeProcessing;
import static io.github.pop3testserver.model.Pop3Event.AUTH;
import static io.github.pop3testserver.model.Pop3Event.CAPA;
import static io.github.pop3testserver.model.Pop3Event.PASS;
import static io.github.pop3testserver.model.Pop3Event.STLS;
import static io.github.pop3testserver.model.Pop3Event.TLS_HANDSHAKE;
import static io.github.pop3testserver.model.Pop3Event.USER;
import static io.github.pop3testserver.model.Reply.raw;
import static io.github.pop3testserver.model.SeedMessage.message;
import static io.github.pop3testserver.model.TestCertificate.expired;
import static io.github.pop3testserver.model.TestCertificate.forHost;
import static io.github.pop3testserver.model.TestCertificate.fromUnknownIssuer;

import io.github.pop3testserver.Pop3TestServer;
import io.github.pop3testserver.model.ClientCertificate;
import io.github.pop3testserver.model.Tls;
import jakarta.mail.MessagingException;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.util.Properties;
import javax.net.ssl.SSLException;
import org.junit.jupiter.api.Test;

/** Connections that are not as safe as they should be: no password may leave the client. */
class TlsTroubleTest {

    @Test
    void anExpiredCertificateIsRefused() {
        try (Pop3TestServer server = Pop3TestServer.builder().tls(Tls.IMPLICIT).start()) {
            server.certificate(expired());
            assertThat(refusalBy(server)).hasRootCauseInstanceOf(CertificateExpiredException.class);
        }
    }

    @Test
    void aCertificateOfAnotherHostIsRefused() {
        try (Pop3TestServer server = Pop3TestServer.builder().tls(Tls.IMPLICIT).start()) {
            server.certificate(forHost("mail.example.com"));
            assertThat(refusalBy(server)).hasRootCauseInstanceOf(CertificateException.class);
        }
    }

    @Test
    void aCertificateOfAnUnknownIssuerIsRefused() {
        try (Pop3TestServer server = Pop3TestServer.builder().tls(Tls.IMPLICIT).start()) {
            server.certificate(fromUnknownIssuer());
            assertThat(refusalBy(server)).hasRootCauseInstanceOf(CertPathBuilderException.class);
        }
    }

    @Test
    void aServerWithOldTlsOnlyIsRefused() {
        try (Pop3TestServer server = Pop3TestServer.builder()
                .tls(Tls.IMPLICIT)
                .tlsVersions("TLSv1.2")
                .start()) {
            Properties modern = server.endpoint().jakartaMailProperties();
            modern.setProperty("mail.pop3s.ssl.protocols", "TLSv1.3");
            assertThatThrownBy(() -> Angus.connect(modern)).rootCause().hasMessageContaining("protocol_version");
        }
    }

    @Test
    void aServerWithoutACommonCipherSuiteIsRefused() {
        try (Pop3TestServer server = Pop3TestServer.builder()
                .tls(Tls.IMPLICIT)
                .cipherSuites("TLS_ECDHE_ECDSA_WITH_AES_256_CBC_SHA")
                .start()) {
            Properties modern = server.endpoint().jakartaMailProperties();
            modern.setProperty("mail.pop3s.ssl.ciphersuites", "TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384");
            assertThatThrownBy(() -> Angus.connect(modern)).rootCause().hasMessageContaining("handshake_failure");
        }
    }

    /** Angus Mail sends no SNI to a numeric address. */
    @Test
    void aClientThatNamesNoHostGetsACertificateThatItCannotTrust() {
        try (Pop3TestServer server = Pop3TestServer.builder()
                .tls(Tls.IMPLICIT)
                .certificateFor("pop.example.com", forHost("pop.example.com"))
                .certificate(fromUnknownIssuer())
                .start()) {
            assertThat(refusalBy(server)).hasRootCauseInstanceOf(CertPathBuilderException.class);
            assertThat(server.lastSession().sniHostName()).isEmpty();
        }
    }

    @Test
    void aClientThatNamesNoHostIsRefused() {
        try (Pop3TestServer server = Pop3TestServer.builder()
                .tls(Tls.IMPLICIT)
                .certificateFor("pop.example.com", forHost("pop.example.com"))
                .refuseUnknownHosts()
                .start()) {
            assertThat(refusalBy(server)).rootCause().hasMessageContaining("unrecognized_name");
        }
    }

    /** With TLS 1.3 its first read fails, after the handshake: Angus Mail does not get as far as its password. */
    @Test
    void aClientWithoutACertificateIsRefused() {
        for (String version : new String[] {"TLSv1.2", "TLSv1.3"}) {
            try (Pop3TestServer server = Pop3TestServer.builder()
                    .tls(Tls.IMPLICIT)
                    .requireClientCertificate()
                    .tlsVersions(version)
                    .start()) {
                assertThat(refusalBy(server)).isInstanceOf(MessagingException.class);
                assertThat(server.transcript().toString()).contains("the client presented no certificate");
            }
        }
    }

    @Test
    void aClientWhoseCertificateHasExpiredIsRefused() {
        ClientCertificate expired = ClientCertificate.expired("user");
        try (Pop3TestServer server = Pop3TestServer.builder()
                .tls(Tls.IMPLICIT)
                .requireClientCertificate()
                .start()) {
            Properties properties = server.endpoint().jakartaMailProperties();
            properties.put("mail.pop3s.ssl.socketFactory", expired.sslContext().getSocketFactory());
            assertThatThrownBy(() -> Angus.connect(properties)).isInstanceOf(MessagingException.class);
            assertThat(server.await().sessionEnd()).hasNeverSent(USER, PASS, AUTH);
            assertThat(server.transcript().toString())
                    .contains("the client's certificate (CN=user,O=POP3 Test Server) expired at");
        }
    }

    @Test
    void aClientDoesNotContinueInTheClearAfterADisconnectInTheHandshake() throws Exception {
        for (Tls tls : new Tls[] {Tls.IMPLICIT, Tls.EXPLICIT}) {
            try (Pop3TestServer server = Pop3TestServer.builder().tls(tls).start()) {
                server.maildrop().add(message("mail"));
                server.on(TLS_HANDSHAKE).disconnect(beforeProcessing());
                assertThat(refusalBy(server)).isInstanceOf(MessagingException.class);
                assertThat(Angus.fetchAndDelete(server)).containsExactly("mail");
                server.verify();
            }
        }
    }

    @Test
    void aRefusalOfStlsEndsAClientThatRequiresIt() {
        try (Pop3TestServer server = Pop3TestServer.builder().tls(Tls.EXPLICIT).start()) {
            server.on(STLS).err("TLS is not available");
            assertThat(refusalBy(server)).isInstanceOf(MessagingException.class);
            server.verify();
        }
    }

    @Test
    void stlsThatWasStrippedFromCapaEndsAClientThatRequiresIt() {
        try (Pop3TestServer server = Pop3TestServer.builder()
                .tls(Tls.EXPLICIT)
                .withoutCapabilities("STLS")
                .start()) {
            assertThat(refusalBy(server)).isInstanceOf(MessagingException.class);
            assertThat(server.lastSession()).hasNeverSent(STLS);
        }
    }

    @Test
    void aClientThatOnlyEnablesTlsSendsItsPasswordInTheClear() throws Exception {
        try (Pop3TestServer server = Pop3TestServer.builder()
                .tls(Tls.EXPLICIT)
                .withoutCapabilities("STLS")
                .start()) {
            Properties properties = server.endpoint().jakartaMailProperties();
            properties.remove("mail.pop3.starttls.required");

            Angus.visiting(properties).close();

            assertThat(server.lastSession()).hasSent("USER user", "PASS password");
            assertThatThrownBy(() -> assertThat(server.lastSession()).hasUsedTls())
                    .hasMessage(
                            "Expecting session 1 to have used TLS, but the client never sent STLS; require STARTTLS in"
                                    + " the client (mail.pop3.starttls.required=true), and offer it with tls(Tls.EXPLICIT)");
        }
    }

    @Test
    void anOkToStlsWithoutTlsBehindItGetsNoPassword() {
        try (Pop3TestServer server = Pop3TestServer.builder().tls(Tls.EXPLICIT).start()) {
            server.on(STLS).reply(raw("+OK\r\n+OK injected\r\n"));

            assertThat(refusalBy(server)).hasRootCauseInstanceOf(SSLException.class);
            server.verify();
        }
    }

    @Test
    void whatWasInjectedBehindStlsIsNoReplyInsideTls() throws Exception {
        try (Pop3TestServer server = Pop3TestServer.builder().tls(Tls.EXPLICIT).start()) {
            server.maildrop().add(message("mail"));
            server.on(STLS).processThenReply(raw("+OK\r\n+OK injected\r\n"));

            assertThat(Angus.fetchAndDelete(server)).containsExactly("mail");

            assertThat(server.transcript().toString()).contains("+OK injected");
            assertThat(server.lastSession()).hasUsedTls().hasSentInOrder(CAPA, STLS, CAPA, USER, PASS);
            server.verify();
        }
    }

    /** Why the client did not come in; it has told nobody its password. */
    private static Throwable refusalBy(Pop3TestServer server) {
        Throwable thrown = catchThrowable(() -> Angus.fetchAndDelete(server));
        server.await().sessionsEnded(1);
        assertThat(server.lastSession()).hasNeverSent(USER, PASS, AUTH);
        return thrown;
    }
}
