package io.github.pop3testserver.internal.x509;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.pop3testserver.model.TestCertificate;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import javax.net.ssl.SSLSession;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StoredCertificateTest {

    private final Identity identity = Authority.trusted()
            .issue(List.of("localhost"), Instant.now(), Instant.now().plus(Duration.ofDays(1)));

    private Path file;

    @BeforeEach
    void nameTheFile(@TempDir Path folder) {
        file = folder.resolve("own.p12");
    }

    @ParameterizedTest
    @ValueSource(strings = {"PKCS12", "JKS"})
    void aServerShowsTheChainOfTheFile(String type) throws Exception {
        writePrivateKey(type, "secret", "secret");

        TestCertificate certificate = TestCertificate.keyStore(file, "secret");

        SSLSession session =
                Handshake.run(ClientTrust.trustingContext(), "localhost", certificate.serverContext(), "TLSv1.3");
        assertThat(session.getPeerCertificates())
                .containsExactly(identity.certificate(), Authority.trusted().certificate());
    }

    @Test
    void theFileIsNotNeededLater() throws Exception {
        writePrivateKey("PKCS12", "secret", "secret");

        TestCertificate certificate = TestCertificate.keyStore(file, "secret");

        Files.delete(file);
        assertThat(certificate.serverContext()).isSameAs(certificate.serverContext());
    }

    @Test
    void theFileIsNamedAndThePasswordIsNot() throws Exception {
        writePrivateKey("PKCS12", "secret", "secret");

        assertThat(TestCertificate.keyStore(file, "secret"))
                .asString()
                .contains("own.p12")
                .doesNotContain("secret");
    }

    @Test
    void aFileThatIsNotThereIsNamed() {
        assertRefused("secret", "cannot be read", "NoSuchFileException", "PKCS12");
    }

    @Test
    void aWrongPasswordIsCalledThat() throws Exception {
        writePrivateKey("PKCS12", "secret", "secret");

        assertRefused("guess", "has a different password than the one given");
    }

    @Test
    void aPrivateKeyWithAPasswordOfItsOwnIsRefused() throws Exception {
        writePrivateKey("PKCS12", "secret", "another");

        assertRefused("secret", "private key with its own password");
    }

    @Test
    void aFileThatIsNoKeyStoreIsRefused() throws Exception {
        Files.writeString(file, "-----BEGIN CERTIFICATE-----");

        assertRefused("secret", "cannot be read", "PKCS12");
    }

    @Test
    void aTrustStoreIsRefused() throws Exception {
        KeyStore keyStore = empty("PKCS12");
        keyStore.setCertificateEntry("own", identity.certificate());
        write(keyStore, "secret");

        assertRefused("secret", "has no private key");
    }

    private void assertRefused(String password, String... saying) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TestCertificate.keyStore(file, password))
                .withMessageContaining(file.toString())
                .withMessageContainingAll(saying);
    }

    private void writePrivateKey(String type, String password, String keyPassword) throws Exception {
        KeyStore keyStore = empty(type);
        Certificate[] chain = {identity.certificate(), Authority.trusted().certificate()};
        keyStore.setKeyEntry("own", identity.key(), keyPassword.toCharArray(), chain);
        write(keyStore, password);
    }

    private static KeyStore empty(String type) throws Exception {
        KeyStore keyStore = KeyStore.getInstance(type);
        keyStore.load(null, null);
        return keyStore;
    }

    private void write(KeyStore keyStore, String password) throws Exception {
        try (OutputStream out = Files.newOutputStream(file)) {
            keyStore.store(out, password.toCharArray());
        }
    }
}
