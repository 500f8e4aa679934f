package io.github.pop3testserver.internal.wire;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Random;

/** Output that the client does not take at once. */
class TlsBackpressureTest {

    private static final int SOCKET_BUFFER = 5_000;

    /** Records are encrypted four at a time; a fragment has 16,384 octets at most (RFC 8446 section 5.1). */
    private static final int AHEAD = 4 * 16_384;

    private static final Network SMALL =
            new Network("small buffers", SOCKET_BUFFER, () -> Integer.MAX_VALUE, () -> Integer.MAX_VALUE, 1 << 16);

    @BothProtocols
    void onlyWhatTheSocketTakesAndAFewRecordsMoreAreEncrypted(String protocol) throws IOException {
        TlsPair pair = TlsPair.established(protocol, SMALL);
        TlsTransport transport = pair.server().transport();
        byte[] reply = new byte[1 << 20];
        new Random(1).nextBytes(reply);
        ByteBuffer source = ByteBuffer.wrap(reply);

        long taken = transport.write(source);

        assertThat(taken).isBetween(1L, (long) SOCKET_BUFFER + AHEAD).isEqualTo(source.position());
        assertThat(transport.wantsWrite()).isTrue();
        assertThat(transport.write(source)).as("with the client not reading").isZero();
        assertThat(source.position()).isEqualTo(taken);

        while (source.hasRemaining()) {
            pair.settle();
            transport.write(source);
        }
        pair.settle();
        assertThat(pair.client().received()).isEqualTo(reply);
        assertThat(transport.wantsWrite()).isFalse();
    }

    @BothProtocols
    void severalBuffersLeaveInOneRecord(String protocol) throws IOException {
        TlsPair pair = TlsPair.established(protocol, Network.fast());
        ByteBuffer[] reply = {octets("+OK\r\n"), octets("hello\r\n"), octets(".\r\n")};

        assertThat(pair.server().transport().write(reply)).isEqualTo(15);

        assertThat(pair.recordsToClient()).isEqualTo(1);
        pair.settle();
        assertThat(pair.client().received()).asString().isEqualTo("+OK\r\nhello\r\n.\r\n");
    }

    @BothProtocols
    void nothingIsTakenBeforeTheHandshakeIsOver(String protocol) throws IOException {
        TlsPair pair = TlsPair.of(protocol, Network.fast());
        TlsTransport transport = pair.server().transport();
        ByteBuffer greeting = octets("+OK ready\r\n");

        assertThat(transport.isEstablished()).isFalse();
        assertThat(transport.write(greeting)).isZero();
        pair.settle();

        assertThat(transport.isEstablished()).isTrue();
        assertThat(transport.write(greeting)).isEqualTo(11);
        pair.settle();
        assertThat(pair.client().received()).asString().isEqualTo("+OK ready\r\n");
    }

    @BothProtocols
    void finWaitsForTheOctetsBeforeIt(String protocol) throws IOException {
        TlsPair pair = TlsPair.established(protocol, SMALL);
        TlsTransport transport = pair.server().transport();
        ByteBuffer reply = ByteBuffer.allocate(SOCKET_BUFFER + 1);

        assertThat(transport.write(reply)).isEqualTo(reply.capacity());
        transport.endOutput();
        transport.shutdownOutput();

        assertThat(pair.toClient().hasEnded()).isFalse();
        assertThat(transport.wantsWrite()).isTrue();
        pair.settle();
        assertThat(pair.client().received()).isEqualTo(reply.array());
        assertThat(pair.client().sawCloseNotify()).isTrue();
        assertThat(pair.client().sawFin()).isTrue();
        assertThat(transport.wantsWrite()).isFalse();
    }

    private static ByteBuffer octets(String text) {
        return ByteBuffer.wrap(text.getBytes(US_ASCII));
    }
}
