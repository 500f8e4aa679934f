package io.github.pop3testserver.internal.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ClientAlertTest {

    private static @Nullable Integer read(int... records) {
        ByteBuffer octets = ByteBuffer.allocate(records.length);
        for (int octet : records) {
            octets.put((byte) octet);
        }
        return ClientAlert.read(octets.flip());
    }

    @Test
    void anAlertAtTheStartIsRead() {
        assertThat(read(21, 3, 3, 0, 2, 2, 48)).isEqualTo(48);
        assertThat(read(21, 3, 3, 0, 2, 2, 48, 22, 3, 3))
                .as("with more after it")
                .isEqualTo(48);
        assertThat(read(21, 3, 3, 0, 2, 2, 200)).isEqualTo(200);
        assertThat(ClientAlert.read(
                        ByteBuffer.wrap(new byte[] {9, 9, 21, 3, 3, 0, 2, 1, 0}).position(2)))
                .as("where the records begin")
                .isZero();
    }

    @Test
    void nothingElseIsTakenForAnAlert() {
        assertThat(read()).isNull();
        assertThat(read(21, 3, 3, 0, 2, 2)).as("incomplete").isNull();
        assertThat(read(22, 3, 3, 0, 2, 2, 48)).as("a handshake record").isNull();
        assertThat(read(21, 3, 3, 0, 26, 2, 48)).as("an encrypted alert").isNull();
    }

    @Test
    void aFailureHasTheWordsOfTheJdk() {
        SSLException unreadable = new SSLException("Unsupported record");
        assertThat(ClientAlert.failure(48, unreadable))
                .isInstanceOf(SSLHandshakeException.class)
                .hasMessage("Received fatal alert: unknown_ca")
                .hasCause(unreadable);
        assertThat(ClientAlert.failure(0, unreadable)).hasMessage("Received close_notify during handshake");
        assertThat(ClientAlert.failure(200, unreadable)).hasMessage("Received fatal alert: number 200");
    }
}
