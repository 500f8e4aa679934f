package io.github.pop3testserver.samples.play;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.pop3testserver.model.SeedMessage;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OptionsTest {

    @TempDir
    Path folder;

    @Test
    void needsNoArguments() {
        assertThat(Options.of().port()).isEqualTo(1110);
        assertThat(Options.of().mail()).hasSize(3);
    }

    @Test
    void takesPortAndMailInAnyOrder() throws Exception {
        Files.writeString(folder.resolve("1.eml"), "Subject: one\n\n");

        for (Options options : new Options[] {
            Options.of("--port", "0", "--mail", folder.toString()),
            Options.of("--mail", folder.toString(), "--port", "0")
        }) {
            assertThat(options.port()).isZero();
            assertThat(options.mail())
                    .extracting(SeedMessage::content)
                    .containsExactly("Subject: one\r\n\r\n".getBytes(UTF_8));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"pop", "65536", "-1", "99999999999", ""})
    void refusesWhatIsNotAPort(String value) {
        assertRefused(
                "--port must be followed by a number from 0 to 65535, but was followed by \"" + value
                        + "\"; with --port 0 the server takes a free port",
                "--port",
                value);
    }

    @Test
    void refusesAnOptionWithoutItsValue() {
        assertRefused(
                "--port must be followed by a number from 0 to 65535, but was followed by \"\";"
                        + " with --port 0 the server takes a free port",
                "--port");
        assertRefused(
                "--mail must be followed by a folder, but was followed by \"\";"
                        + " name one with .eml files, or leave out --mail for a few example messages",
                "--mail");
    }

    @Test
    void refusesAFolderThatIsNotThere() {
        String missing = folder.resolve("missing").toString();
        assertRefused(
                "--mail must be followed by a folder, but was followed by \"" + missing
                        + "\"; name one with .eml files, or leave out --mail for a few example messages",
                "--mail",
                missing);
    }

    @Test
    void refusesAFolderWithoutMail() {
        assertRefused(
                "no file in " + folder + " ends in .eml; name a directory with such files",
                "--mail",
                folder.toString());
    }

    @Test
    void refusesAnOptionThatItDoesNotKnow() {
        assertRefused("unknown option \"--prot\"; use --port PORT, --mail FOLDER, both or none", "--prot", "1110");
    }

    private static void assertRefused(String message, String... arguments) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Options.of(arguments))
                .withMessage(message);
    }
}
