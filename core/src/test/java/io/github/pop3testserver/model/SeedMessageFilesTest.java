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
                        "its first line does not begin with \"From \"; for a single message use eml(...)");
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
                .withMessageContaining("ends in .eml");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SeedMessage.directory(folder.resolve("missing")))
                .withMessageContaining("cannot list");
    }
}
