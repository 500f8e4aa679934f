package io.github.pop3testserver.samples.pages;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** docs/guide-running.md shows what the server to play with prints. */
class PlayServerPageTest {

    @Test
    void outputIsThatOfATest() {
        String test = Pages.withoutIndentation(
                Pages.read(Path.of("src/test/java/io/github/pop3testserver/samples/play/PlayServerTest.java")));
        Page page = Pages.page("docs/guide-running.md");
        String section = page.text()
                .replaceFirst("(?s).*\n## A server to play with\n", "")
                .replaceFirst("(?s)\n## .*", "");
        List<String> output = new Page(page.file(), section)
                .snippets().stream()
                        .filter(snippet -> snippet.language().equals("text"))
                        .map(snippet -> Pages.withoutIndentation(snippet.code()))
                        .toList();

        assertThat(output).hasSize(2).allSatisfy(printed -> assertThat(test).contains(printed));
    }
}
