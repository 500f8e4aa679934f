package io.github.pop3testserver.model;

import static io.github.pop3testserver.model.Parsed.parsed;
import static io.github.pop3testserver.model.SeedMessage.eml;
import static io.github.pop3testserver.model.SeedMessage.message;
import static io.github.pop3testserver.model.SeedMessage.raw;
import static io.github.pop3testserver.model.SeedMessage.writtenBy;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SeedMessageGivenTest {

    @Test
    void rawOctetsAreKept() {
        byte[] octets = {'a', '\n', '\r', 0, (byte) 0xFF};
        SeedMessage message = raw(octets);

        octets[0] = 'b';
        message.content()[1] = 'b';

        assertThat(message.content()).containsExactly('a', '\n', '\r', 0, 0xFF);
    }

    @Test
    void rawTextIsUtf8WithCrlf() {
        assertThat(raw("a: ü\n\n.\r\nx\ry").content()).asString(UTF_8).isEqualTo("a: ü\r\n\r\n.\r\nx\ry");
    }

    @Test
    void anEmlFileIsReadWithCrlf(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("a.eml"), "Subject: a\n\nb\r\nc");

        assertThat(eml(file).content()).asString().isEqualTo("Subject: a\r\n\r\nb\r\nc");
    }

    @Test
    void aByteOrderMarkIsNotPartOfTheFirstHeader(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("a.eml"), "\uFEFFFrom: a@example.com\nSubject: a\n\n\uFEFF");

        assertThat(eml(file).content()).asString(UTF_8).isEqualTo("From: a@example.com\r\nSubject: a\r\n\r\n\uFEFF");
        assertThat(SeedMessage.directory(folder).get(0).content())
                .isEqualTo(eml(file).content());
        assertThat(raw("\uFEFFA: b").content()).asString(UTF_8).isEqualTo("\uFEFFA: b");
    }

    @Test
    void aByteOrderMarkOfAResourceIsLeftOutToo(@TempDir Path folder) throws IOException {
        Files.writeString(folder.resolve("marked.eml"), "\uFEFFSubject: a\n\n");
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        try (URLClassLoader loader =
                new URLClassLoader(new URL[] {folder.toUri().toURL()})) {
            thread.setContextClassLoader(loader);
            assertThat(eml("marked.eml").content()).asString().isEqualTo("Subject: a\r\n\r\n");
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    @Test
    void anEmlFileThatIsNotThereIsNamed(@TempDir Path folder) {
        Path file = folder.resolve("none.eml");

        assertThatIllegalArgumentException()
                .isThrownBy(() -> eml(file))
                .withMessageContaining(file.toString())
                .withCauseInstanceOf(NoSuchFileException.class);
    }

    @Test
    void anEmlResourceIsFoundOnTheClassPath() throws Exception {
        assertThat(parsed(eml("seed-message.eml")).getSubject()).isEqualTo("Undelivered Mail Returned to Sender");
        assertThat(eml("/seed-message.eml").content())
                .isEqualTo(eml("seed-message.eml").content());
        assertThat(eml("seed-message.eml").content()).asString().contains("delivered.\r\n.\r\nThe line");
    }

    @Test
    void anEmlResourceIsFoundWithoutAContextClassLoader() {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(null);
        try {
            assertThat(eml("seed-message.eml").content()).isNotEmpty();
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    @Test
    void anEmlResourceThatIsNotThereIsNamedWithThePlacesSearched() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> eml("mails/none.eml"))
                .withMessageContainingAll("\"mails/none.eml\"", "context class loader", "SeedMessage", "eml(Path)");
    }

    @Test
    void anotherLibrarysMessageIsKept() throws Exception {
        MimeMessage other = parsed(message("other").text("hello"));

        SeedMessage message = writtenBy(other::writeTo);

        assertThat(parsed(message).getSubject()).isEqualTo("other");
        assertThat(parsed(message).getContent()).isEqualTo("hello\r\n");
    }

    @Test
    void aWriterThatFailsIsTheCause() {
        IOException failure = new IOException("disk full");

        assertThatIllegalArgumentException()
                .isThrownBy(() -> writtenBy(out -> {
                    throw failure;
                }))
                .withMessageContaining("disk full")
                .withCause(failure);
    }

    @Test
    void anErrorOfAWriterIsNotHidden() {
        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(() -> writtenBy(out -> {
                    throw new AssertionError("mine");
                }));
    }

    @Test
    void aGivenMessageTakesNoStepButItsUid() {
        List<UnaryOperator<SeedMessage>> steps = List.of(
                m -> m.from("a@example.com"),
                m -> m.to("a@example.com"),
                m -> m.subject("x"),
                m -> m.date(ZonedDateTime.now(ZoneOffset.UTC)),
                m -> m.header("X", "x"),
                m -> m.text("x"),
                m -> m.html("x"),
                m -> m.attachment("x", "text/plain", new byte[0]),
                m -> m.sized(1_000));

        assertThat(steps)
                .allSatisfy(step -> assertThatIllegalStateException()
                        .isThrownBy(() -> step.apply(eml("seed-message.eml")))
                        .withMessageContainingAll(
                                "taken as it is", "eml(\"seed-message.eml\")", "uid(...)", "message()"));
        assertThat(eml("seed-message.eml").uid("u1").uid()).contains("u1");
        assertThat(eml("seed-message.eml").uid("u1").content())
                .isEqualTo(eml("seed-message.eml").content());
    }
}
