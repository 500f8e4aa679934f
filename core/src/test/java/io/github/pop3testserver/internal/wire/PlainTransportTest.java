package io.github.pop3testserver.internal.wire;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** On a socket that blocks: then no octet can be late. */
class PlainTransportTest {

    private final Socket client = new Socket();
    private PlainTransport transport;

    @BeforeEach
    void connect() throws IOException {
        try (ServerSocketChannel server = ServerSocketChannel.open()) {
            server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            client.connect(server.getLocalAddress());
            client.setSoTimeout(10_000);
            transport = new PlainTransport(server.accept());
        }
    }

    @AfterEach
    void close() throws IOException {
        transport.close();
        client.close();
    }

    private static ByteBuffer octets(String text) {
        return ByteBuffer.wrap(text.getBytes(US_ASCII));
    }

    @Test
    void whatIsWrittenArrivesInItsOrderAndThenFin() throws IOException {
        assertThat(transport.write(octets("+OK ready\r\n"))).isEqualTo(11);
        assertThat(transport.write(octets("+OK\r\n"), octets("x\r\n"))).isEqualTo(8);
        assertThat(transport.write(octets("."), octets("\r\n"))).isEqualTo(3);
        transport.shutdownOutput();

        assertThat(client.getInputStream().readAllBytes()).asString().isEqualTo("+OK ready\r\n+OK\r\nx\r\n.\r\n");
    }

    @Test
    void whatTheClientSendsIsReadUpToItsFin() throws IOException {
        client.getOutputStream().write('Q');
        ByteBuffer target = ByteBuffer.allocate(10);

        assertThat(transport.read(target)).isEqualTo(1);
        assertThat(target.get(0)).isEqualTo((byte) 'Q');
        client.shutdownOutput();
        assertThat(transport.read(target)).isEqualTo(-1);
    }

    @Test
    void itHasNothingOfItsOwnToSayOrToWaitFor() {
        assertThat(transport.isEstablished()).isTrue();
        assertThat(transport.hasBufferedInput()).isFalse();
        assertThat(transport.wantsWrite()).isFalse();
    }

    @Test
    void closeIsFin() throws IOException {
        transport.close();
        assertThat(client.getInputStream().read()).isEqualTo(-1);
    }

    @Test
    void resetIsNone() throws IOException {
        transport.reset();
        assertThatExceptionOfType(SocketException.class)
                .isThrownBy(() -> client.getInputStream().read());
    }
}
