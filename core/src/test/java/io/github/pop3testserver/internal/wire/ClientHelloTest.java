package io.github.pop3testserver.internal.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.pop3testserver.internal.x509.ClientTrust;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import org.junit.jupiter.api.Test;

class ClientHelloTest {

    private static final int HEADER_OCTETS = 5;

    private static byte[] hello(String host) throws SSLException {
        SSLEngine engine = ClientTrust.trustingContext().createSSLEngine();
        engine.setUseClientMode(true);
        SSLParameters parameters = engine.getSSLParameters();
        parameters.setServerNames(host.isEmpty() ? List.of() : List.of(new SNIHostName(host)));
        engine.setSSLParameters(parameters);
        ByteBuffer octets = ByteBuffer.allocate(engine.getSession().getPacketBufferSize());
        engine.wrap(ByteBuffer.allocate(0), octets);
        return Arrays.copyOf(octets.array(), octets.position());
    }

    @Test
    void theHostIsTheOneThatTheClientAsksFor() throws SSLException {
        assertThat(ClientHello.of(hello("mail.example.com"))).isEqualTo(new ClientHello(true, "mail.example.com"));
        assertThat(ClientHello.of(hello(""))).isEqualTo(new ClientHello(true, ""));
    }

    @Test
    void moreIsNeededUntilTheMessageIsComplete() throws SSLException {
        byte[] octets = hello("mail.example.com");
        for (int i = 0; i < octets.length; i++) {
            assertThat(ClientHello.of(Arrays.copyOf(octets, i)))
                    .as("%s octets", i)
                    .isNull();
        }
    }

    /** RFC 8446 section 5.1: a message may come in several records. */
    @Test
    void aMessageInManyRecordsIsReadToo() throws SSLException {
        byte[] octets = hello("mail.example.com");
        ByteArrayOutputStream records = new ByteArrayOutputStream();
        for (int i = HEADER_OCTETS; i < octets.length; i++) {
            assertThat(ClientHello.of(records.toByteArray())).isNull();
            records.writeBytes(new byte[] {22, 3, 1, 0, 1, octets[i]});
        }
        assertThat(ClientHello.of(records.toByteArray())).isEqualTo(new ClientHello(true, "mail.example.com"));
    }

    @Test
    void anythingElseIsNotReadable() {
        List<byte[]> others = List.of(
                "USER user\r\n".getBytes(StandardCharsets.US_ASCII),
                new byte[] {21, 3, 1, 0, 2, 2, 0}, // an alert
                new byte[] {22, 3, 1, 0, 4, 2, 0, 0, 0}, // a ServerHello
                new byte[] {22, 3, 1, 0, 5, 1, 0, 0, 1, 3}, // too short for what it must have
                new byte[] {22, 3, 1, 0, 4, 1, 1, 0, 0}, // longer than any
                new byte[32 * 1024 + 1]);
        for (byte[] octets : others) {
            assertThat(ClientHello.of(octets)).isEqualTo(new ClientHello(false, ""));
        }
    }

    /** A client without extensions, as before RFC 3546. */
    @Test
    void aMessageWithoutExtensionsNamesNoHost() {
        byte[] octets = new byte[HEADER_OCTETS + 4 + 41];
        System.arraycopy(new byte[] {22, 3, 1, 0, 45, 1, 0, 0, 41, 3, 3}, 0, octets, 0, 11);
        octets[octets.length - 5] = 2; // one cipher suite
        octets[octets.length - 2] = 1; // one compression method
        assertThat(ClientHello.of(octets)).isEqualTo(new ClientHello(true, ""));
    }

    @Test
    void garbageInAMessageIsNeverAnError() throws SSLException {
        byte[] octets = hello("mail.example.com");
        for (int seed = 0; seed < 20_000; seed++) {
            Random random = new Random(seed);
            byte[] garbage = octets.clone();
            for (int i = random.nextInt(4); i >= 0; i--) {
                garbage[random.nextInt(garbage.length)] = (byte) random.nextInt();
            }
            ClientHello hello = ClientHello.of(garbage);
            assertThat(hello == null ? "" : hello.host()).as("seed %s", seed).matches("[!-~]*");
        }
    }
}
