package io.github.pop3testserver.internal.x509;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.pop3testserver.model.TestCertificate;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLSession;
import org.assertj.core.api.ThrowableAssertAlternative;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HandshakeTest {

    private final SSLContext client = ClientTrust.trustingContext();

    @ParameterizedTest
    @CsvSource({
        "TLSv1.2, localhost",
        "TLSv1.2, 127.0.0.1",
        "TLSv1.2, ::1",
        "TLSv1.3, localhost",
        "TLSv1.3, 127.0.0.1",
        "TLSv1.3, ::1"
    })
    void aValidCertificateIsAcceptedByEachOfItsNames(String protocol, String host) throws SSLException {
        SSLSession session = Handshake.run(client, host, TestCertificate.valid().serverContext(), protocol);

        assertThat(session.getProtocol()).isEqualTo(protocol);
        assertThat(session.getPeerCertificates()).as("without its issuer's").hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void anExpiredCertificateIsRefusedForItsDate(String protocol) {
        assertRefused(TestCertificate.expired(), "localhost", protocol)
                .havingRootCause()
                .isExactlyInstanceOf(CertificateExpiredException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void aCertificateThatIsNotYetValidIsRefusedForItsDate(String protocol) {
        assertRefused(TestCertificate.notYetValid(), "localhost", protocol)
                .havingRootCause()
                .isExactlyInstanceOf(CertificateNotYetValidException.class);
    }

    @ParameterizedTest
    @CsvSource({
        "TLSv1.2, mail.example.com, localhost",
        "TLSv1.3, mail.example.com, localhost",
        "TLSv1.3, mail.example.com, 127.0.0.1",
        "TLSv1.3, 127.0.0.1, localhost",
        "TLSv1.3, *.example.com, example.com"
    })
    void aCertificateForAnotherHostIsRefusedForItsName(String protocol, String name, String connectedTo) {
        assertRefused(TestCertificate.forHost(name), connectedTo, protocol)
                .havingRootCause()
                .isExactlyInstanceOf(CertificateException.class)
                .withMessageMatching("No (subject alternative|name matching).* found\\.?");
    }

    @ParameterizedTest
    @CsvSource({
        "TLSv1.2, mail.example.com, mail.example.com",
        "TLSv1.3, *.example.com, pop.example.com",
        "TLSv1.3, 192.0.2.1, 192.0.2.1",
        "TLSv1.3, 2001:db8::1, 2001:db8:0:0:0:0:0:1"
    })
    void aCertificateForAnotherHostIsAcceptedThere(String protocol, String name, String connectedTo)
            throws SSLException {
        SSLContext server = TestCertificate.forHost(name).serverContext();

        assertThat(Handshake.run(client, connectedTo, server, protocol).isValid())
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void aCertificateFromAnUnknownIssuerIsRefusedForItsPath(String protocol) {
        assertRefused(TestCertificate.fromUnknownIssuer(), "localhost", protocol)
                .havingRootCause()
                .isInstanceOf(CertPathBuilderException.class)
                .withMessageContaining("unable to find valid certification path");
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void noSessionOfAnotherCertificateIsResumed(String protocol) throws SSLException {
        SSLContext valid = TestCertificate.valid().serverContext();
        Handshake.run(client, "localhost", valid, protocol).putValue("seen", "before");
        SSLSession resumed = Handshake.run(client, "localhost", valid, protocol);

        assertThat(resumed.getValue("seen")).as("with the same certificate").isEqualTo("before");
        assertRefused(TestCertificate.expired(), "localhost", protocol)
                .havingRootCause()
                .isInstanceOf(CertificateExpiredException.class);
    }

    private ThrowableAssertAlternative<SSLHandshakeException> assertRefused(
            TestCertificate certificate, String host, String protocol) {
        return assertThatExceptionOfType(SSLHandshakeException.class)
                .isThrownBy(() -> Handshake.run(client, host, certificate.serverContext(), protocol));
    }
}
