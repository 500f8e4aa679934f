package io.github.pop3testserver.model;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.pop3testserver.Pop3TestServer;
import io.github.pop3testserver.RawClient;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.CertificateFactory;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClientCertificateTest {

    private final ClientCertificate certificate = ClientCertificate.valid("alice");

    @Test
    void eachSaysWhatItIs() {
        assertThat(certificate).hasToString("valid client certificate for alice");
        assertThat(ClientCertificate.expired("alice")).hasToString("expired client certificate for alice");
        assertThat(ClientCertificate.fromUnknownIssuer("alice"))
                .hasToString("client certificate for alice from an unknown issuer");
    }

    @Test
    void itIsForItsUserAndForClientsOnly() throws Exception {
        assertThat(certificate.certificate().getSubjectX500Principal().getName())
                .isEqualTo("CN=alice,O=POP3 Test Server");
        assertThat(certificate.certificate().getExtendedKeyUsage()).containsExactly("1.3.6.1.5.5.7.3.2");
        assertThat(certificate.certificate()).isSameAs(certificate.certificate());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a\nb", "\uD800", "12345678901234567890123456789012345678901234567890123456789012345"})
    void aNameThatNoCertificateCanHaveIsRefused(String name) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ClientCertificate.valid(name))
                .withMessage(
                        "no certificate can have the name \"" + name + "\"; name a user with 1 to 64 characters and"
                                + " without control characters (RFC 5280 appendix A)");
    }

    @Test
    void theKeyStoreHasTheCertificateAndItsKey() throws Exception {
        KeyStore keyStore = load(certificate.keyStore());
        assertThat(keyStore.getCertificate("client")).isEqualTo(certificate.certificate());
        assertThat(keyStore.getKey("client", "changeit".toCharArray())).isInstanceOf(PrivateKey.class);
        assertThat(certificate.keyStore()).isEqualTo(certificate.keyStore());
    }

    private static KeyStore load(Path file) throws Exception {
        KeyStore keyStore = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            keyStore.load(in, "changeit".toCharArray());
        }
        return keyStore;
    }

    @Test
    void thePemFileHasTheCertificateAndItsKey() throws Exception {
        String pem = Files.readString(certificate.pemFile(), US_ASCII);
        assertThat(pem.lines()).allMatch(line -> line.length() <= 64);
        byte[] key = Base64.getMimeDecoder()
                .decode(pem.replaceAll("(?s).*-----BEGIN PRIVATE KEY-----(.*)-----END PRIVATE KEY-----.*", "$1"));
        assertThat(KeyFactory.getInstance("EC")
                        .generatePrivate(new PKCS8EncodedKeySpec(key))
                        .getEncoded())
                .isEqualTo(load(certificate.keyStore())
                        .getKey("client", "changeit".toCharArray())
                        .getEncoded());
        assertThat(CertificateFactory.getInstance("X.509")
                        .generateCertificate(new ByteArrayInputStream(pem.getBytes(US_ASCII))))
                .isEqualTo(certificate.certificate());
        assertThat(certificate.pemFile()).isEqualTo(certificate.pemFile());
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void nobodyElseMayReadThePrivateKey() throws Exception {
        for (Path file : List.of(certificate.keyStore(), certificate.pemFile())) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                    .isEqualTo("rw-------");
        }
    }

    /** RFC 5246 section 7.4.4: the server names the issuers that it accepts. Java's own key manager follows that. */
    @Test
    void aKeyManagerOfTheKeyStorePresentsOnlyWhatTheServerAccepts() throws Exception {
        ClientCertificate unknown = ClientCertificate.fromUnknownIssuer("alice");
        try (Pop3TestServer server = Pop3TestServer.builder()
                .tls(Tls.IMPLICIT)
                .wantClientCertificate()
                .start()) {
            RawClient.greetedBy(server, contextOf(certificate.keyStore(), server.endpoint()))
                    .close();
            assertThat(server.lastSession().clientCertificate()).contains(certificate.certificate());
            RawClient.greetedBy(server, contextOf(unknown.keyStore(), server.endpoint()))
                    .close();
            assertThat(server.lastSession().clientCertificate()).isEmpty();
        }
    }

    private static SSLContext contextOf(Path keyStore, Pop3Endpoint endpoint) throws Exception {
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(load(keyStore), "changeit".toCharArray());
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(load(endpoint.trustStore()));
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
        return context;
    }
}
