package io.github.pop3testserver.internal.x509;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.pop3testserver.model.TestCertificate;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Collections;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;

class ClientTrustTest {

    @Test
    void theTrustStoreHoldsTheAuthoritysCertificateAndNothingElse() throws Exception {
        KeyStore trustStore = load(ClientTrust.trustStore());

        assertThat(Collections.list(trustStore.aliases())).containsExactly("pop3-test-server-ca");
        assertThat(trustStore.isCertificateEntry("pop3-test-server-ca")).isTrue();
        assertThat(trustStore.getCertificate("pop3-test-server-ca"))
                .isEqualTo(Authority.trusted().certificate());
    }

    @Test
    void theTrustStoreIsOneFileForTheWholeJvm() {
        assertThat(ClientTrust.trustStore())
                .isEqualTo(ClientTrust.trustStore())
                .isRegularFile()
                .isAbsolute();
    }

    @Test
    void aClientWithTheTrustStoreAcceptsAServer() throws Exception {
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(load(ClientTrust.trustStore()));
        SSLContext client = SSLContext.getInstance("TLS");
        client.init(null, factory.getTrustManagers(), null);

        SSLContext server = TestCertificate.valid().serverContext();

        assertThat(Handshake.run(client, "localhost", server, "TLSv1.3").isValid())
                .isTrue();
    }

    @Test
    void eachContextIsANewOne() {
        assertThat(ClientTrust.trustingContext()).isNotSameAs(ClientTrust.trustingContext());
    }

    private static KeyStore load(Path file) throws GeneralSecurityException, IOException {
        KeyStore keyStore = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            keyStore.load(in, "changeit".toCharArray());
        }
        return keyStore;
    }
}
