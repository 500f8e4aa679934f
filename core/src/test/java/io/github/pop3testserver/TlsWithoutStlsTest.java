package io.github.pop3testserver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.pop3testserver.model.ProtocolViolation;
import io.github.pop3testserver.model.SessionEnd;
import io.github.pop3testserver.model.Tls;
import javax.net.ssl.SSLException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Clients that begin TLS where nobody has agreed to it. */
@ParameterizedClass
@EnumSource(names = {"NONE", "EXPLICIT"})
class TlsWithoutStlsTest {

    private static final String NOTE =
            "-- the client began TLS on a plaintext connection; make it connect without TLS or send"
                    + " STLS first, or build the server with tls(Tls.IMPLICIT)";

    private static final String REFUSAL = "-ERR Invalid character in command.";

    private final Pop3TestServer server;

    TlsWithoutStlsTest(Tls tls) {
        server = Pop3TestServer.builder().tls(tls).start();
    }

    @AfterEach
    void close() {
        server.verify();
        server.close();
    }

    private void assertRecognized() {
        Pop3Session session = server.await().sessionEnd();
        assertThat(session.transcript().lines()).containsExactly("S: +OK POP3 server ready", NOTE, "S: " + REFUSAL);
        assertThat(session.end()).isEqualTo(SessionEnd.SERVER_DISCONNECTED);
        assertThat(session.violations()).containsExactly(ProtocolViolation.CONTROL_CHARACTER);
        assertThat(session.commands()).isEmpty();
    }

    /** With line feeds, and without an end. */
    @Test
    void aClientHelloIsOneLineOfTheTranscript() {
        try (RawClient client = RawClient.connectTo(server)) {
            client.readLine();
            client.send(new byte[] {22, 3, 1, 2, 10, 1, 0, 10, 13, 10, 3, 3, 0});
            assertThat(client.readToEnd()).isEqualTo(REFUSAL + "\r\n");
        }
        assertRecognized();
    }

    @Test
    void itIsRecognizedOctetByOctet() {
        try (RawClient client = RawClient.connectTo(server)) {
            client.readLine();
            client.send(new byte[] {22});
            client.send(new byte[] {3});
            assertThat(client.readToEnd()).isEqualTo(REFUSAL + "\r\n");
        }
        assertRecognized();
    }

    @Test
    void aRealClientIsTurnedAway() {
        try (RawClient client = RawClient.connectTo(server)) {
            client.readLine();
            assertThatThrownBy(() -> client.startTls(server.endpoint())).hasCauseInstanceOf(SSLException.class);
        }
        assertRecognized();
    }

    @Test
    void aLineThatHoldsTheSameOctetsIsALine() {
        try (RawClient client = RawClient.connectTo(server)) {
            client.readLine();
            assertThat(client.send(new byte[] {'X', 22, 3, 1, 13, 10}).readLine())
                    .startsWith("-ERR");
            assertThat(client.command("QUIT")).startsWith("+OK");
        }
        assertThat(server.await().sessionEnd().transcript().lines()).doesNotContain(NOTE);
    }
}
