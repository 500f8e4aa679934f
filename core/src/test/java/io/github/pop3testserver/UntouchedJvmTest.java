package io.github.pop3testserver;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceAccessMode;
import org.junit.jupiter.api.parallel.ResourceLock;

/** A server is a guest in the JVM of other people's tests: what a fresh JVM looks like after one. */
@ResourceLock(value = ProcessStart.LOCK, mode = ResourceAccessMode.READ)
class UntouchedJvmTest {

    @TempDir
    Path folder;

    @Test
    void aServerWithTlsChangesNothingOfTheJvmAndWritesNoFile() throws Exception {
        String output = run();
        assertThat(Integer.parseInt(told("compared", output))).isGreaterThan(50);
        assertThat(output).contains("changed: []");
        assertThat(folder).isEmptyDirectory();
    }

    /** Also that the comparison above could fail. */
    @Test
    void theTruststoreThatATestAsksForIsTheOnlyFileAndItsAuthorityEndsWithTheJvm() throws Exception {
        String output = run("meddle");
        assertThat(told("changed", output))
                .isEqualTo("[default SSLContext, files, property javax.net.ssl.trustStorePassword, shutdown hooks]");
        assertThat(Path.of(told("trust store", output)).getParent().toRealPath())
                .isEqualTo(folder.toRealPath());
        assertThat(folder).isEmptyDirectory();
        try (Pop3TestServer server = Pop3TestServer.start()) {
            String ours = BeforeAndAfter.authority(server.endpoint().trustStore());
            assertThat(told("authority", output)).hasSameSizeAs(ours).isNotEqualTo(ours);
        }
    }

    private String run(String... arguments) throws IOException, InterruptedException {
        List<String> options = List.of("-Djava.io.tmpdir=" + folder, "--add-opens=java.base/java.lang=ALL-UNNAMED");
        return FreshJvm.output(folder, options, BeforeAndAfter.class, arguments);
    }

    private static String told(String what, String output) {
        Matcher line = Pattern.compile("(?m)^" + what + ": (.*)$").matcher(output);
        assertThat(line.find()).as("%s in %s", what, output).isTrue();
        return line.group(1);
    }
}
