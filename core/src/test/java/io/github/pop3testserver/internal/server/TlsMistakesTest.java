package io.github.pop3testserver.internal.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.pop3testserver.internal.wire.LineDecoder;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TlsMistakesTest {

    private static final String TRUST = "; give it endpoint.sslContext(), trustStore() or jakartaMailProperties()";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "bad_certificate",
                "unsupported_certificate",
                "certificate_revoked",
                "certificate_expired",
                "certificate_unknown",
                "unknown_ca"
            })
    void alertsAboutTheCertificateSayWhoRejectedWhat(String alert) {
        String words = "the client rejected the certificate (alert " + alert + ")" + TRUST;
        String old = "Received fatal alert: " + alert;
        assertThat(TlsMistakes.inWords(old)).isEqualTo(words);
        assertThat(TlsMistakes.inWords("(" + alert + ") " + old)).isEqualTo(words);
        assertThat(TlsMistakes.isByClient(old)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "Received fatal alert: protocol_version, true",
        "Received close_notify during handshake, true",
        "no cipher suites in common, false",
        "Unrecognized SSL message plaintext connection?, false"
    })
    void anAlertIsTheClientsDoing(String reason, boolean byClient) {
        assertThat(TlsMistakes.isByClient(reason)).isEqualTo(byClient);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Received fatal alert: protocol_version", "no application protocol"})
    void otherFailuresAreInTheWordsOfTheJdk(String reason) {
        assertThat(TlsMistakes.inWords(reason)).isEqualTo("TLS failed: " + reason);
    }

    @Test
    void aHandshakeRecordIsRecognizedByItsFirstOctets() {
        assertThat(isClientHello(22, 3, 1)).isTrue();
        assertThat(isClientHello(22, 3)).isTrue();
        assertThat(isClientHello(22)).isFalse();
        assertThat(isClientHello(22, '\n')).isFalse();
        assertThat(isClientHello('Q', 'U', 'I', 'T')).isFalse();
    }

    @Test
    void theRestOfALineThatIsTooLongIsNoHandshakeRecord() {
        LineDecoder decoder = new LineDecoder();
        decoder.append(ByteBuffer.wrap(new byte[] {'x', 'x', 'x'}));
        assertThat(decoder.next(2)).isNull();
        decoder.append(ByteBuffer.wrap(new byte[] {22, 3, 1}));
        assertThat(TlsMistakes.isClientHello(decoder)).isFalse();
    }

    private static boolean isClientHello(int... octets) {
        LineDecoder decoder = new LineDecoder();
        for (int octet : octets) {
            decoder.append(ByteBuffer.wrap(new byte[] {(byte) octet}));
        }
        return TlsMistakes.isClientHello(decoder);
    }
}
