package io.github.pop3testserver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.pop3testserver.model.CommandLine;
import io.github.pop3testserver.model.Pop3Endpoint;
import io.github.pop3testserver.model.SessionEnd;
import io.github.pop3testserver.model.TestCertificate;
import io.github.pop3testserver.model.Tls;
import java.security.cert.CertificateExpiredException;
import java.util.Arrays;
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
        assertThat(server.transcript().toString()).contains("TLS failed: Unrecognized SSL message");
    }

    @Test
    void aClientThatRefusesTheCertificateHasEndedTheSession() {
        server.certificate(TestCertificate.expired());
        try (RawClient client = readyForTls()) {
            assertThatThrownBy(() -> client.startTls(server.endpoint()))
                    .hasRootCauseInstanceOf(CertificateExpiredException.class);
        }
        assertThat(server.await().sessionEnd().end()).isEqualTo(SessionEnd.CLIENT_CLOSED);
        assertThat(server.transcript().toString()).containsPattern("TLS failed: .*Received fatal alert: certificate_");
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
