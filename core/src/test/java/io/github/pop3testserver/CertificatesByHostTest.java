package io.github.pop3testserver;

import static io.github.pop3testserver.model.Pop3Event.TLS_HANDSHAKE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.pop3testserver.model.SessionEnd;
import io.github.pop3testserver.model.TestCertificate;
import io.github.pop3testserver.model.Tls;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertPathBuilderException;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.List;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Servers that choose the certificate by the host that the client asks for (SNI). */
@ParameterizedClass
@CsvSource({"EXPLICIT, TLSv1.2", "EXPLICIT, TLSv1.3", "IMPLICIT, TLSv1.2", "IMPLICIT, TLSv1.3"})
class CertificatesByHostTest {

    private static final int PATIENCE_MILLIS = 10_000;

    private final Tls tls;
    private final String version;

    CertificatesByHostTest(Tls tls, String version) {
        this.tls = tls;
        this.version = version;
    }

    private Pop3TestServerBuilder builder() {
        return Pop3TestServer.builder()
                .tls(tls)
                .tlsVersions(version)
                .certificateFor("a.example.com", TestCertificate.forHost("a.example.com"))
                .certificateFor("B.example.com", TestCertificate.forHost("b.example.com"));
    }

    /** A client that asks for a host, or for none if it is empty. */
    private SSLSocket connect(Pop3TestServer server, String host) throws IOException {
        Socket plain = new Socket(server.host(), server.port());
        plain.setSoTimeout(PATIENCE_MILLIS);
        if (tls == Tls.EXPLICIT) {
            RawClient client = RawClient.over(plain);
            client.readLine();
            client.command("STLS");
        }
        SSLSocket secured = (SSLSocket) server.endpoint()
                .sslContext()
                .getSocketFactory()
                .createSocket(plain, server.host(), server.port(), true);
        SSLParameters parameters = secured.getSSLParameters();
        parameters.setServerNames(host.isEmpty() ? List.of() : List.of(new SNIHostName(host)));
        secured.setSSLParameters(parameters);
        return secured;
    }

    private String subject(Pop3TestServer server, String host) throws IOException {
        try (SSLSocket client = connect(server, host)) {
            client.startHandshake();
            X509Certificate certificate = (X509Certificate) client.getSession().getPeerCertificates()[0];
            return certificate.getSubjectX500Principal().getName().replaceFirst(",O=.*", "");
        }
    }

    @Test
    void theClientGetsTheCertificateOfTheHostThatItAsksFor() throws IOException {
        try (Pop3TestServer server = builder().start()) {
            assertThat(subject(server, "a.example.com")).isEqualTo("CN=a.example.com");
            assertThat(subject(server, "b.EXAMPLE.com")).isEqualTo("CN=b.example.com");
            assertThat(subject(server, "c.example.com")).isEqualTo("CN=localhost");
            assertThat(subject(server, "")).isEqualTo("CN=localhost");
            server.verify();
        }
    }

    @Test
    void theSessionStillTellsWhatTheClientAskedFor() throws IOException {
        try (Pop3TestServer server = builder().start()) {
            subject(server, "a.example.com");
            server.await().sessionEnd();
            assertThat(server.lastSession().sniHostName()).contains("a.example.com");
            assertThat(server.lastSession().tlsProtocol()).contains(version);
        }
    }

    /** As a large provider answers clients without SNI. */
    @Test
    void aClientThatAsksForNoHostCanGetAnUntrustedCertificate() throws IOException {
        try (Pop3TestServer server = builder()
                        .certificate(TestCertificate.fromUnknownIssuer())
                        .start();
                SSLSocket client = connect(server, "")) {
            assertThatThrownBy(client::startHandshake).hasRootCauseInstanceOf(CertPathBuilderException.class);
            assertThat(subject(server, "a.example.com")).isEqualTo("CN=a.example.com");
        }
    }

    @Test
    void theCertificateOfOtherClientsCanBeChanged() throws IOException {
        try (Pop3TestServer server = builder().start()) {
            server.certificate(TestCertificate.forHost("c.example.com"));
            assertThat(subject(server, "")).isEqualTo("CN=c.example.com");
            assertThat(subject(server, "a.example.com")).isEqualTo("CN=a.example.com");
            server.reset();
            assertThat(subject(server, "")).isEqualTo("CN=localhost");
        }
    }

    @Test
    void aClientThatAsksForAnUnknownHostCanBeRefused() throws IOException {
        try (Pop3TestServer server = builder().refuseUnknownHosts().start()) {
            assertThat(subject(server, "a.example.com")).isEqualTo("CN=a.example.com");
            server.await().sessionEnd();
            assertUnrecognized(
                    server,
                    "c.example.com",
                    "-- the server has no certificate for \"c.example.com\", which the client asked for (alert"
                            + " unrecognized_name); known hosts: a.example.com, b.example.com");
            assertThat(server.lastSession().sniHostName()).contains("c.example.com");
        }
    }

    @Test
    void soCanAClientThatAsksForNone() throws IOException {
        try (Pop3TestServer server = builder().refuseUnknownHosts().start()) {
            assertUnrecognized(
                    server,
                    "",
                    "-- the server has no certificate for a client that asks for no host (alert unrecognized_name); make"
                            + " it send SNI; known hosts: a.example.com, b.example.com");
            assertThat(server.lastSession().sniHostName()).isEmpty();
        }
    }

    private void assertUnrecognized(Pop3TestServer server, String host, String lastLine) throws IOException {
        try (SSLSocket client = connect(server, host)) {
            assertThatThrownBy(client::startHandshake)
                    .isInstanceOf(SSLException.class)
                    .hasMessageContaining("unrecognized_name");
        }
        server.await().noOpenConnections();
        List<String> lines = server.lastSession().transcript().lines();
        assertThat(lines.get(lines.size() - 1)).isEqualTo(lastLine);
        assertThat(server.lastSession().end()).isEqualTo(SessionEnd.SERVER_DISCONNECTED);
        assertThat(server.lastSession().tlsProtocol()).isEmpty();
        server.verify();
    }

    @Test
    void aFaultMayHoldTheHandshakeMeanwhile() throws Exception {
        try (Pop3TestServer server = builder().start()) {
            Gate gate = server.on(TLS_HANDSHAKE).hold();
            try (SSLSocket client = connect(server, "a.example.com")) {
                Thread handshake = new Thread(() -> {
                    try {
                        client.startHandshake();
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                });
                handshake.start();
                gate.awaitReached();
                gate.release();
                handshake.join();
                assertThat(client.getSession().getPeerPrincipal().getName()).startsWith("CN=a.example.com");
            }
        }
    }

    /** A client may send its first message in as many pieces as it likes, and what is no such message. */
    @Test
    void whatIsNoClientHelloIsAnsweredByAnAlert() {
        try (Pop3TestServer server = builder().refuseUnknownHosts().start()) {
            for (String garbage : List.of("USER user\r\n", "\26\3\1\0\1x", "\26\3\1\0\5\1\0\0\1x")) {
                try (RawClient client = ready(server)) {
                    byte[] octets = garbage.getBytes(StandardCharsets.ISO_8859_1);
                    for (int i = 0; i < octets.length; i++) {
                        client.send(Arrays.copyOfRange(octets, i, i + 1));
                    }
                    assertThat(client.shutdownOutput().readToEnd()).matches("(?s)(\25\3[\0-\3]\0\2\2.)?");
                }
            }
            server.await().noOpenConnections();
            server.verify();
        }
    }

    private RawClient ready(Pop3TestServer server) {
        RawClient client = RawClient.withoutTls(server.endpoint());
        if (tls == Tls.EXPLICIT) {
            client.readLine();
            client.command("STLS");
        }
        return client;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1",
                "1.2.3",
                "::1",
                "*.example.com",
                "bücher.example",
                "a..example",
                ".example",
                "mail.example.",
                "-a.example",
                "a-.example",
                "",
                "a234567890123456789012345678901234567890123456789012345678901234.example"
            })
    void whatNoClientAsksForIsRefused(String host) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder().certificateFor(host, TestCertificate.valid()))
                .withMessage(
                        "\"" + host + "\" is no host name that a client asks for in a handshake (RFC 6066 section 3);"
                                + " give one DNS name in ASCII (java.net.IDN makes one), such as mail.example.com");
    }

    @Test
    void whatWouldHaveNoEffectIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(Pop3TestServer.builder().tls(tls).refuseUnknownHosts()::start)
                .withMessage("refuseUnknownHosts() would refuse each client; name a host with certificateFor(host,"
                        + " certificate)");
        assertThatIllegalArgumentException()
                .isThrownBy(builder().certificate(TestCertificate.valid()).refuseUnknownHosts()::start)
                .withMessage(
                        "certificate(...) would have no effect: refuseUnknownHosts() leaves no client that gets it;"
                                + " remove one of them");
        assertThatIllegalArgumentException()
                .isThrownBy(Pop3TestServer.builder().certificateFor("a.example.com", TestCertificate.valid())::start)
                .withMessageStartingWith("certificateFor(...) would have no effect: the server has no TLS; ");
        assertThatIllegalArgumentException()
                .isThrownBy(Pop3TestServer.builder().refuseUnknownHosts()::start)
                .withMessageStartingWith("refuseUnknownHosts() would have no effect: the server has no TLS; ");
        try (Pop3TestServer server = builder().refuseUnknownHosts().start()) {
            assertThatIllegalStateException()
                    .isThrownBy(() -> server.certificate(TestCertificate.expired()))
                    .withMessage(
                            "certificate(...) would have no effect: refuseUnknownHosts() leaves no client that gets"
                                    + " it; build the server without refuseUnknownHosts()");
        }
    }
}
