package io.github.pop3testserver.internal.wire;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.pop3testserver.model.TestCertificate;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.util.Arrays;
import javax.net.ssl.SSLEngine;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What goes wrong is told to the client by an alert (RFC 8446 section 6), with FIN behind it. */
class TlsAlertTest {

    private static final int HANDSHAKE_FAILURE = 40;
    private static final int PROTOCOL_VERSION = 70;
    private static final int INTERNAL_ERROR = 80;

    @ParameterizedTest
    @CsvSource({"TLSv1.2, TLSv1.3", "TLSv1.3, TLSv1.2"})
    void aClientOfAnotherVersionIsToldSo(String clients, String ours) throws IOException {
        SSLEngine server = TlsPair.serverEngine(TestCertificate.valid());
        server.setEnabledProtocols(new String[] {ours});
        TlsPair pair = new TlsPair(TlsPair.clientEngine(clients), server, Network.fast());

        pair.answerFirstFlight();

        assertAlertAndFin(pair, PROTOCOL_VERSION);
        assertThat(pair.server().failure()).hasMessageContaining("not accepted by server preferences");
        pair.settle();
        assertThat(pair.client().failure()).hasMessageEndingWith("Received fatal alert: protocol_version");
    }

    @ParameterizedTest
    @CsvSource({
        "TLSv1.2, TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256, TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384",
        "TLSv1.3, TLS_AES_128_GCM_SHA256, TLS_AES_256_GCM_SHA384"
    })
    void aClientWithOtherCipherSuitesIsToldSo(String protocol, String clients, String ours) throws IOException {
        SSLEngine client = TlsPair.clientEngine(protocol);
        client.setEnabledCipherSuites(new String[] {clients});
        SSLEngine server = TlsPair.serverEngine(TestCertificate.valid());
        server.setEnabledCipherSuites(new String[] {ours});
        TlsPair pair = new TlsPair(client, server, Network.fast());

        pair.answerFirstFlight();

        assertAlertAndFin(pair, HANDSHAKE_FAILURE);
        assertThat(pair.server().failure()).hasMessageEndingWith("no cipher suites in common");
        pair.settle();
        assertThat(pair.client().failure()).hasMessageEndingWith("Received fatal alert: handshake_failure");
    }

    /** To the JDK that is an internal error; other servers say protocol_version, or unexpected_message. */
    @ParameterizedTest
    @ValueSource(strings = {"USER x\r\n", "QUIT\r\n", "\r\n\r\n\r\n"})
    void aClientThatSpeaksInTheClearGetsAnAlert(String text) throws IOException {
        TlsPair pair = TlsPair.of("TLSv1.3", Network.fast());
        pair.toServer().write(ByteBuffer.wrap(text.getBytes(US_ASCII)));

        pair.server().act();

        assertAlertAndFin(pair, INTERNAL_ERROR);
        assertThat(pair.server().failure()).hasMessageContaining("plaintext connection?");
        assertThat(pair.server().received()).isEmpty();
    }

    @Test
    void whatTheClientHasSentIsKnownFromItsFirstOctet() throws IOException {
        TlsPair pair = TlsPair.of("TLSv1.3", Network.fast());
        assertThat(pair.server().transport().hasReceived()).isFalse();
        pair.server().transport().read(ByteBuffer.allocate(10));
        assertThat(pair.server().transport().hasReceived()).as("nothing came").isFalse();
        pair.toServer().write(ByteBuffer.wrap(new byte[] {22}));
        pair.server().act();
        assertThat(pair.server().transport().hasReceived()).isTrue();

        TlsPair fed = TlsPair.of("TLSv1.3", Network.fast());
        fed.server().transport().feed(new byte[0]);
        assertThat(fed.server().transport().hasReceived()).isFalse();
        fed.server().transport().feed(new byte[] {22});
        assertThat(fed.server().transport().hasReceived()).isTrue();
    }

    @BothProtocols
    void aRecordThatCannotBeDecipheredEndsTheSession(String protocol) throws IOException {
        TlsPair pair = TlsPair.established(protocol, Network.fast());
        pair.client().send("NOOP\r\n".getBytes(US_ASCII));
        pair.settle();

        pair.toServer().write(TlsPair.garbage());
        pair.settle();

        assertThat(pair.server().received()).asString().isEqualTo("NOOP\r\n");
        assertThat(pair.server().failure()).hasMessageContaining("Tag mismatch");
        assertThat(pair.client().failure()).hasMessageEndingWith("Received fatal alert: bad_record_mac");
        assertThat(pair.client().sawFin()).isTrue();
        assertThatExceptionOfType(ClosedChannelException.class)
                .isThrownBy(() -> pair.server().transport().write(ByteBuffer.allocate(1)));
    }

    @BothProtocols
    void whatIsOnItsWayComesBeforeTheAlert(String protocol) throws IOException {
        TlsPair pair = TlsPair.established(protocol, Network.slowReaders());
        byte[] reply = new byte[20_000];
        Arrays.fill(reply, (byte) 'x');
        pair.client().stopReading();
        pair.server().send(reply);
        pair.settle();

        pair.toServer().write(TlsPair.garbage());
        pair.settle();
        pair.client().resumeReading();
        pair.settle();

        assertThat(pair.client().received()).isEqualTo(reply);
        assertThat(pair.client().failure()).hasMessageEndingWith("Received fatal alert: bad_record_mac");
        assertThat(pair.client().sawFin()).isTrue();
    }

    @BothProtocols
    void afterAFailureWhatTheClientSendsIsThrownAway(String protocol) throws IOException {
        TlsPair pair = TlsPair.established(protocol, Network.fast());
        pair.toServer().write(TlsPair.garbage());
        pair.server().act();
        pair.toServer().write(TlsPair.garbage());
        pair.client().sendFin();
        pair.settle();

        assertThat(pair.server().received()).isEmpty();
        assertThat(pair.server().inputHasEnded()).isTrue();
    }

    /** The alert depends on the client: before Java 25 its name was certificate_unknown in TLS 1.3. */
    @BothProtocols
    void aClientThatRefusesOurCertificateTellsUs(String protocol) throws IOException {
        SSLEngine server = TlsPair.serverEngine(TestCertificate.expired());
        TlsPair pair = new TlsPair(TlsPair.clientEngine(protocol), server, Network.fast());

        pair.settle();

        assertThat(pair.client().failure()).hasMessageContaining("PKIX path validation failed");
        assertThat(pair.server().failure()).hasMessageContaining("Received fatal alert: certificate_");
        assertThat(pair.server().transport().isEstablished()).isFalse();
        assertThat(pair.client().sawFin()).isTrue();
    }

    private static void assertAlertAndFin(TlsPair pair, int description) {
        int alert = 21;
        int fatal = 2;
        assertThat(pair.toClient().underway()).containsExactly(alert, 3, 3, 0, 2, fatal, description);
        assertThat(pair.toClient().hasEnded()).isTrue();
        assertThat(pair.server().transport().wantsWrite()).isFalse();
    }
}
