package io.github.pop3testserver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.pop3testserver.model.CommandLine;
import io.github.pop3testserver.model.Pop3Endpoint;
import io.github.pop3testserver.model.SessionEnd;
import io.github.pop3testserver.model.TestCertificate;
import io.github.pop3testserver.model.Tls;
import java.nio.ByteBuffer;
import java.security.cert.CertificateExpiredException;
import java.util.Arrays;
import java.util.List;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Clients with which no TLS session comes about, or does not last. */
@ParameterizedClass
@EnumSource(names = {"EXPLICIT", "IMPLICIT"})
class TlsFailuresTest {

    /** RFC 8446 sections 5.1 and 6: an alert record, fatal, internal_error as the JDK calls it. */
    private static final String ALERT = "\25\3\3\0\2\2P";

    private static final String TRUST = "give it endpoint.sslContext(), trustStore() or jakartaMailProperties()";

    /** The first octets of a ClientHello. */
    private static final byte[] BEGINNING = {22, 3, 1, 1, 0, 1, 0, 0};

    private final Pop3TestServer server;

    TlsFailuresTest(Tls tls) {
        server = Pop3TestServer.builder().tls(tls).start();
    }

    @AfterEach
    void closeWithoutErrorsInside() {
        server.verify();
        server.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"USER user\r\n", "QUIT\r\n"})
    void aClientThatGoesOnInTheClearGetsAnAlertAndFin(String command) {
        try (RawClient client = readyForTls()) {
            assertThat(client.send(command).readToEnd()).isEqualTo(ALERT);
        }
        assertThat(server.await().sessionEnd().end()).isEqualTo(SessionEnd.SERVER_DISCONNECTED);
        assertThat(server.lastSession().tlsProtocol()).isEmpty();
        assertThat(server.lastSession().commands())
                .extracting(CommandLine::text)
                .doesNotContain(command.strip());
        assertThat(lastLine())
                .isEqualTo(
                        "-- the client sent plaintext where the TLS handshake was due; make it connect with TLS, or to a"
                                + " port without TLS");
    }

    @Test
    void aClientThatRefusesTheCertificateHasEndedTheSession() {
        server.certificate(TestCertificate.expired());
        try (RawClient client = readyForTls()) {
            assertThatThrownBy(() -> client.startTls(server.endpoint()))
                    .hasRootCauseInstanceOf(CertificateExpiredException.class);
        }
        assertThat(server.await().sessionEnd().end()).isEqualTo(SessionEnd.CLIENT_CLOSED);
        assertThat(lastLine().replaceFirst("certificate_(unknown|expired)", "..."))
                .isEqualTo("-- the client rejected the certificate (alert ...); " + TRUST);
    }

    private String lastLine() {
        List<String> lines = server.lastSession().transcript().lines();
        return lines.get(lines.size() - 1);
    }

    /** As OpenSSL does, and with it curl and Python: with TLS 1.3 it has no keys of its own yet. */
    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void aClientMayRefuseTheCertificateInTheClear(String protocol) throws SSLException {
        try (RawClient client = readyForTls()) {
            client.send(clientHello(protocol)).readOctet();
            client.send(new byte[] {21, 3, 3, 0, 2, 2, 48}).readToEnd();
        }
        assertThat(server.await().sessionEnd().end()).isEqualTo(SessionEnd.CLIENT_CLOSED);
        assertThat(lastLine()).isEqualTo("-- the client rejected the certificate (alert unknown_ca); " + TRUST);
    }

    /** A close_notify is a warning, and not fatal. */
    @ParameterizedTest
    @ValueSource(strings = {"", "\25\3\3\0\2\1\0"})
    void aClientMayRefuseTheCertificateWithoutAReason(String farewell) throws SSLException {
        for (String protocol : List.of("TLSv1.2", "TLSv1.3")) {
            try (RawClient client = readyForTls()) {
                client.send(clientHello(protocol)).readOctet();
                client.send(farewell).shutdownOutput().readToEnd();
            }
            assertThat(server.await().sessionEnd().end()).isEqualTo(SessionEnd.CLIENT_CLOSED);
            assertThat(lastLine())
                    .isEqualTo(
                            "-- the client closed the connection during the TLS handshake, probably because it rejects the"
                                    + " certificate; " + TRUST);
        }
    }

    @Test
    void aClientWithoutTlsGivesUp() {
        readyForTls().close();
        server.await().sessionEnd();
        boolean implicit = server.endpoint().tls() == Tls.IMPLICIT;
        assertThat(lastLine())
                .isEqualTo("-- the client closed the connection before it began TLS"
                        + (implicit
                                ? "; a client without TLS never gets the greeting, which comes after the handshake"
                                : ""));
    }

    private byte[] clientHello(String protocol) throws SSLException {
        SSLEngine engine = server.endpoint().sslContext().createSSLEngine();
        engine.setUseClientMode(true);
        engine.setEnabledProtocols(new String[] {protocol});
        ByteBuffer hello = ByteBuffer.allocate(engine.getSession().getPacketBufferSize());
        engine.wrap(ByteBuffer.allocate(0), hello);
        return Arrays.copyOf(hello.array(), hello.position());
    }

    @Test
    void aClientMayLeaveBeforeTheHandshakeIsOver() {
        for (int octets = 0; octets <= BEGINNING.length; octets++) {
            try (RawClient client = readyForTls()) {
                client.send(Arrays.copyOf(BEGINNING, octets));
                assertThat(client.shutdownOutput().readToEnd()).isEmpty();
            }
            server.await().noOpenConnections();
            assertThat(server.lastSession().end()).isEqualTo(SessionEnd.CLIENT_CLOSED);
        }
    }

    @Test
    void aClientMayVanishBeforeTheHandshakeIsOver() {
        for (int octets = 0; octets <= BEGINNING.length; octets++) {
            readyForTls().send(Arrays.copyOf(BEGINNING, octets)).reset();
            server.await().sessionsEnded(octets + 1);
            assertThat(server.lastSession().end()).isEqualTo(SessionEnd.CLIENT_RESET);
        }
    }

    /** A client from whom the server expects a ClientHello. */
    private RawClient readyForTls() {
        Pop3Endpoint endpoint = server.endpoint();
        RawClient client = RawClient.connectTo(new Pop3Endpoint(endpoint.host(), endpoint.port(), Tls.NONE, "", ""));
        if (endpoint.tls() == Tls.EXPLICIT) {
            client.readLine();
            assertThat(client.command("STLS")).startsWith("+OK");
        }
        return client;
    }
}
