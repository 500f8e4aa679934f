package io.github.pop3testserver.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whole mailboxes: files in the mbox format, and directories of message files. */
class SeedMessageFilesTest {

    @TempDir
    private Path folder;

    private static List<String> contents(List<SeedMessage> messages) {
        return messages.stream()
                .map(message -> new String(message.content(), StandardCharsets.UTF_8))
                .toList();
    }

    private Path file(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    @Test
    void anMboxIsTakenApartAtItsSeparators() throws IOException {
        Path mbox = file("mail.mbox", """
                From a@example.com Sat Nov 21 06:00:00 2026
                Subject: one

                >From the start
                >>From twice
                > From not at all

                From b@example.com Sat Nov 21 06:00:01 2026
                Subject: two

                end
                """);
        assertThat(contents(SeedMessage.mbox(mbox)))
                .containsExactly(
                        "Subject: one\r\n\r\nFrom the start\r\n>From twice\r\n> From not at all\r\n",
                        "Subject: two\r\n\r\nend\r\n");
    }

    @Test
    void onlyASeparatorAfterAnEmptyLineSeparates() throws IOException {
        Path mbox = file("mail.mbox", """
                From a@example.com Sat Nov 21 06:00:00 2026
                Subject: one
                From b@example.com Sat Nov 21 06:00:01 2026

                From Monday on, I am away.

                From now on 2026 counts, at 06:00 o'clock, or Sat Nov 21
                From b@example.com Sat Nov 21 06:00:01 2026

                From b@example.com to c@example.com
                """);
        assertThat(contents(SeedMessage.mbox(mbox))).containsExactly("""
                Subject: one
                From b@example.com Sat Nov 21 06:00:01 2026

                From Monday on, I am away.

                From now on 2026 counts, at 06:00 o'clock, or Sat Nov 21
                From b@example.com Sat Nov 21 06:00:01 2026

                From b@example.com to c@example.com
                """.replace("\n", "\r\n"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "From a@example.com Sat Nov 21 06:00:00 2026",
                "From a@example.com  Sat Nov  7  6:00:00 2026 ",
                "From - Sat Nov 21 06:00:00 2026",
                "From MAILER-DAEMON Sat Nov 21 06:00 2026",
                "From \"a b\"@example.com Sat Nov 21 06:00:00 2026",
                "From 1234567890@xxx Sat Nov 21 06:00:00 +0000 2026",
                "From a@example.com Sat Nov 21 06:00:00 CET 2026",
                "From a@example.com Sat Nov 21 06:00:00 2026 +0100",
                "From a@example.com Sat Nov 21 06:00:00 2026 remote from uucp",
                "From a@example.com Sat, 21 Nov 2026 06:00:00 +0100"
            })
    void aSeparatorIsReadAsProgramsWriteIt(String separator) throws IOException {
        String text = separator + "\nA: 1\n\nx\n\n" + separator + "\nA: 2\n\ny";
        List<String> expected = List.of("A: 1\r\n\r\nx\r\n", "A: 2\r\n\r\ny");

        assertThat(contents(SeedMessage.mbox(file("lf.mbox", text)))).isEqualTo(expected);
        assertThat(contents(SeedMessage.mbox(file("crlf.mbox", text.replace("\n", "\r\n")))))
                .isEqualTo(expected);
    }

    @Test
    void aByteOrderMarkDoesNotHideTheFirstSeparator() throws IOException {
        Path mbox = file("marked.mbox", "\uFEFFFrom a@example.com Sat Nov 21 06:00:00 2026\nSubject: one\n\n");
        assertThat(contents(SeedMessage.mbox(mbox))).containsExactly("Subject: one\r\n");
    }

    @Test
    void anEmptyMboxHoldsNoMessages() throws IOException {
        assertThat(SeedMessage.mbox(file("empty.mbox", ""))).isEmpty();
    }

    @Test
    void whatIsNoMboxIsRefusedWithTheRemedy() throws IOException {
        Path message = file("mail.eml", "Subject: one\n\n");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SeedMessage.mbox(message))
                .withMessageContaining(
                        "its first line is not \"From \", an address and a date; for a single message use eml(...)");
        Path letter = file("letter.txt", "From Monday on\n\nI am away.\n");
        assertThatIllegalArgumentException().isThrownBy(() -> SeedMessage.mbox(letter));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SeedMessage.mbox(folder.resolve("missing")))
                .withMessageContaining("cannot read the mailbox file");
    }

    @Test
    void aDirectorysMessagesComeInTheOrderOfTheirNames() throws IOException {
        file("2.eml", "Subject: two\n\n");
        file("1.eml", "Subject: one\n\n");
        file("readme.txt", "not a message");
        assertThat(contents(SeedMessage.directory(folder)))
                .containsExactly("Subject: one\r\n\r\n", "Subject: two\r\n\r\n");
    }

    @Test
    void aDirectoryWithoutMessagesIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SeedMessage.directory(folder))
                .withMessageEndingWith(" ends in .eml; name a directory with such files");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SeedMessage.directory(folder.resolve("missing")))
                .withMessageContaining("cannot list");
    }
}
