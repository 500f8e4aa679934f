package io.github.pop3testserver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.pop3testserver.model.Pop3Endpoint;
import io.github.pop3testserver.model.SessionEnd;
import io.github.pop3testserver.model.Tls;
import java.io.IOException;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The cipher suites that a test names: those that the server can use, and no others. */
class CipherSuitesTest {

    private static final String OF_13 = "TLS_AES_128_GCM_SHA256";
    private static final String OF_12 = "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256";

    private static Pop3TestServerBuilder builder() {
        return Pop3TestServer.builder().tls(Tls.IMPLICIT);
    }

    private static void assertRefused(Pop3TestServerBuilder builder, String message) {
        assertThatIllegalArgumentException().isThrownBy(builder::start).withMessage(message);
    }

    private static SSLSocket connect(Pop3TestServer server) throws IOException {
        Pop3Endpoint endpoint = server.endpoint();
        return (SSLSocket) endpoint.sslContext().getSocketFactory().createSocket(endpoint.host(), endpoint.port());
    }

    @ParameterizedTest
    @CsvSource({
        OF_13 + ", TLSv1.3",
        "TLS_CHACHA20_POLY1305_SHA256, TLSv1.3",
        OF_12 + ", TLSv1.2",
        "TLS_ECDHE_ECDSA_WITH_AES_256_CBC_SHA, TLSv1.2"
    })
    void aSuiteIsTheOnlyOneAndNarrowsTheVersions(String suite, String version) throws IOException {
        try (Pop3TestServer server = builder().cipherSuites(suite).start();
                SSLSocket client = connect(server)) {
            client.startHandshake();
            assertThat(client.getSession().getCipherSuite()).isEqualTo(suite);
            assertThat(client.getSession().getProtocol()).isEqualTo(version);
        }
    }

    @Test
    void itHoldsBehindStlsToo() {
        try (Pop3TestServer server =
                Pop3TestServer.builder().tls(Tls.EXPLICIT).cipherSuites(OF_12).start()) {
            RawClient.loggedInTo(server).close();
            assertThat(server.lastSession().tlsProtocol()).contains("TLSv1.2");
        }
    }

    @Test
    void aClientWithoutThatSuiteIsRefusedAndTheTranscriptSaysWhy() throws IOException {
        for (String suite : new String[] {OF_13, OF_12}) {
            try (Pop3TestServer server = builder().cipherSuites(suite).start();
                    SSLSocket client = connect(server)) {
                client.setEnabledCipherSuites(new String[] {
                    suite.equals(OF_13) ? "TLS_AES_256_GCM_SHA384" : "TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384"
                });
                assertThatThrownBy(client::startHandshake)
                        .isInstanceOf(SSLException.class)
                        .hasMessageContaining("handshake_failure");
                assertThat(server.await().sessionEnd().end()).isEqualTo(SessionEnd.SERVER_DISCONNECTED);
                assertThat(server.lastSession().transcript().lines())
                        .containsExactly("-- client and server have no cipher suite in common that suits the server's"
                                + " certificate; change cipherSuites(...) of the builder, or the client's suites, as with"
                                + " -Djdk.tls.client.cipherSuites");
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "TLS_AES_128", "tls_aes_128_gcm_sha256", "SSL_RSA_WITH_RC4_128_MD5"})
    void whatThisJvmLacksIsRefused(String suite) {
        assertThatIllegalArgumentException()
                .isThrownBy(builder().cipherSuites(OF_13, suite)::start)
                .withMessageStartingWith("no cipher suite \"" + suite + "\" in this JVM, or the security property"
                        + " jdk.tls.disabledAlgorithms disables it; known, for the test CA's certificates: TLS_")
                .withMessageContaining(OF_13)
                .withMessageContaining(OF_12)
                .withMessageNotContaining("ECDHE_RSA")
                .withMessageNotContaining("SCSV");
    }

    @Test
    void aSuiteOfNoneOfTheVersionsIsRefused() {
        assertRefused(
                builder().tlsVersions("TLSv1.2").cipherSuites(OF_12, OF_13),
                "cipher suite \"" + OF_13 + "\" would have no effect: it belongs to none of the TLS versions TLSv1.2;"
                        + " remove it, or add its version");
    }

    @Test
    void aVersionWithNoneOfTheSuitesIsRefused() {
        assertRefused(
                builder().tlsVersions("TLSv1.2", "TLSv1.3").cipherSuites(OF_13),
                "TLS version \"TLSv1.2\" would have no effect: it has none of the cipher suites " + OF_13
                        + "; remove it, or add a suite");
    }

    @Test
    void suitesWithoutTlsAreRefused() {
        assertRefused(
                Pop3TestServer.builder().cipherSuites(OF_13),
                "cipherSuites(...) would have no effect: the server has no TLS; build it with tls(Tls.EXPLICIT),"
                        + " tls(Tls.IMPLICIT) or alsoImplicitTls(), or declare @Pop3Server(tls = ...)");
    }
}
