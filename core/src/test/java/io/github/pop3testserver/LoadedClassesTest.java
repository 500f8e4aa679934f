package io.github.pop3testserver;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.pop3testserver.model.Tls;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceAccessMode;
import org.junit.jupiter.api.parallel.ResourceLock;

/** A test that has no use for TLS is not to pay for it: what a fresh JVM loads. */
@ResourceLock(value = ProcessStart.LOCK, mode = ResourceAccessMode.READ)
class LoadedClassesTest {

    /** As -Xlog:class+load writes it. */
    private static final Pattern LOADED = Pattern.compile("(?m)^\\[.*?] (\\S+) source: ");

    private static final Pattern OF_TLS = Pattern.compile("io\\.github\\.pop3testserver\\.internal\\."
            + "(x509\\..*|wire\\.Tls.*|server\\.TlsServer)|(javax\\.net|sun\\.security)\\.ssl\\..*");

    @Test
    void aServerWithoutTlsLoadsNothingOfTls() throws Exception {
        List<String> loaded = loadedBy(Tls.NONE);
        assertThat(loaded).contains("io.github.pop3testserver.internal.server.Connection");
        assertThat(loaded.stream().filter(OF_TLS.asMatchPredicate())).isEmpty();
    }

    @Test
    void aServerWithTlsDoes() throws Exception {
        assertThat(loadedBy(Tls.EXPLICIT).stream().filter(OF_TLS.asMatchPredicate()))
                .contains("io.github.pop3testserver.internal.server.TlsServer")
                .anyMatch(name -> name.startsWith("io.github.pop3testserver.internal.x509."))
                .anyMatch(name -> name.startsWith("sun.security.ssl."));
    }

    private static List<String> loadedBy(Tls tls) throws IOException, InterruptedException {
        String output = FreshJvm.output(Path.of("."), List.of("-Xlog:class+load"), WholeSession.class, tls.name());
        assertThat(output).contains("+OK Logging out, messages deleted.", "deleted: 1");
        return LOADED.matcher(output).results().map(result -> result.group(1)).toList();
    }
}
