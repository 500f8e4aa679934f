package io.github.pop3testserver.model;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.pop3testserver.ProcessStart;
import java.io.File;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceAccessMode;
import org.junit.jupiter.api.parallel.ResourceLock;

@ResourceLock(value = ProcessStart.LOCK, mode = ResourceAccessMode.READ)
class TestCertificateTest {

    @Test
    void eachSaysWhatItIs() {
        assertThat(TestCertificate.valid()).hasToString("valid certificate for localhost");
        assertThat(TestCertificate.expired()).hasToString("expired certificate for localhost");
        assertThat(TestCertificate.notYetValid()).hasToString("not yet valid certificate for localhost");
        assertThat(TestCertificate.forHost("a.example")).hasToString("valid certificate for a.example");
        assertThat(TestCertificate.fromUnknownIssuer()).hasToString("certificate for localhost from an unknown issuer");
    }

    @Test
    void aCertificateIsMadeOnce() {
        assertThat(TestCertificate.valid().serverContext())
                .isSameAs(TestCertificate.valid().serverContext())
                .isNotSameAs(TestCertificate.expired().serverContext());
    }

    @Test
    void whatIsNoHostNameIsRefusedAtOnce() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TestCertificate.forHost("mail example"))
                .withMessageContaining("\"mail example\" is not a host name");
    }

    @Test
    void namingACertificateLoadsNothingOfTls() throws Exception {
        Process java = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xlog:class+load",
                        "-cp",
                        placeOf(TestCertificate.class) + File.pathSeparator + placeOf(NamingOnly.class),
                        NamingOnly.class.getName())
                .redirectErrorStream(true)
                .start();

        String loaded = new String(java.getInputStream().readAllBytes(), UTF_8);

        assertThat(loaded)
                .contains("named: expired certificate for localhost", TestCertificate.class.getName())
                .doesNotContain("internal.x509", "javax.net.ssl", "java.security.KeyPair");
    }

    private static Path placeOf(Class<?> type) throws Exception {
        return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
    }

    /** All that a test without TLS could do with certificates. */
    static final class NamingOnly {

        public static void main(String[] args) {
            System.out.println("named: " + TestCertificate.valid());
            System.out.println("named: " + TestCertificate.expired());
            System.out.println("named: " + TestCertificate.notYetValid());
            System.out.println("named: " + TestCertificate.fromUnknownIssuer());
        }
    }
}
