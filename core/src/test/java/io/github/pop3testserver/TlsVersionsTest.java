package io.github.pop3testserver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.pop3testserver.model.Tls;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceAccessMode;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The versions of TLS that a test names: those that this JVM speaks, and no others. */
@ResourceLock(value = ProcessStart.LOCK, mode = ResourceAccessMode.READ)
class TlsVersionsTest {

    @TempDir
    Path folder;

    private static void assertRefused(Pop3TestServerBuilder builder, String message) {
        assertThatIllegalArgumentException().isThrownBy(builder::start).withMessage(message);
    }

    /** Each JDK since 17 disables these. */
    @ParameterizedTest
    @ValueSource(strings = {"SSLv3", "TLSv1", "TLSv1.1"})
    void aVersionThatThisJvmHasDisabledIsRefused(String version) {
        String message = "TLS version \"" + version + "\" is disabled in this JVM by the security property"
                + " jdk.tls.disabledAlgorithms; known: TLSv1.3, TLSv1.2; use one of these, or start the JVM with"
                + " -Djava.security.properties=FILE, where FILE sets the property without " + version;
        assertRefused(Pop3TestServer.builder().tls(Tls.IMPLICIT).tlsVersions(version), message);
        assertRefused(Pop3TestServer.builder().tls(Tls.EXPLICIT).tlsVersions("TLSv1.2", version), message);
        assertRefused(Pop3TestServer.builder().alsoImplicitTls().tlsVersions(version), message);
    }

    /** The JDK lists "SSLv2Hello" among its versions. */
    @ParameterizedTest
    @ValueSource(strings = {"TLSv9", "tlsv1.2", "", "SSLv2Hello"})
    void whatIsNoVersionIsRefused(String version) {
        assertRefused(
                Pop3TestServer.builder().tls(Tls.IMPLICIT).tlsVersions("TLSv1.3", version),
                "no TLS version \"" + version + "\"; known: TLSv1.3, TLSv1.2");
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void aVersionThatThisJvmSpeaksIsTheOnlyOne(String version) {
        for (Tls tls : List.of(Tls.EXPLICIT, Tls.IMPLICIT)) {
            try (Pop3TestServer server =
                    Pop3TestServer.builder().tls(tls).tlsVersions(version).start()) {
                RawClient.loggedInTo(server).close();
                assertThat(server.lastSession().tlsProtocol()).hasValue(version);
            }
        }
    }

    @Test
    void oldVersionsAreSpokenByAJvmThatHasThemEnabled() throws Exception {
        Path security = Files.writeString(folder.resolve("old.security"), "jdk.tls.disabledAlgorithms=RC4\n");
        String spoken = FreshJvm.output(
                folder,
                List.of("-Djava.security.properties=" + security),
                OldTls.class,
                "SSLv3",
                "TLSv1",
                "TLSv1.1",
                "TLSv1.2");
        assertThat(spoken.lines()).containsExactly("SSLv3", "TLSv1", "TLSv1.1", "TLSv1.2");
    }
}
