package io.github.pop3testserver.samples.pages;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** docs/servers.md shows conversations that are played, and leads to each server. */
class ServersPageTest {

    private static final Page PAGE = Pages.page("docs/servers.md");

    private static final List<Path> SOURCES = Pages.files(
                    Path.of("src/test/java/io/github/pop3testserver/samples/servers"), "java")
            .toList();

    @Test
    void conversationsArePlayedByATest() {
        List<String> sources =
                SOURCES.stream().map(Pages::read).map(Pages::withoutIndentation).toList();
        List<String> conversations = PAGE.snippets().stream()
                .filter(snippet -> snippet.language().equals("text"))
                .map(snippet -> Pages.withoutIndentation(snippet.code()))
                .toList();

        assertThat(conversations)
                .isNotEmpty()
                .allSatisfy(conversation -> assertThat(sources)
                        .as("the sources of samples.servers; one of them plays%n%s", conversation)
                        .anyMatch(source -> source.contains(conversation)));
    }

    @Test
    void eachServerHasALinkToItsSource() {
        List<String> setups = SOURCES.stream()
                .filter(source -> Pages.read(source).contains("implements Pop3ServerSetup"))
                .map(source -> source.getFileName().toString())
                .toList();
        List<String> linked = PAGE.links().stream()
                .filter(link -> link.contains("/samples/servers/"))
                .map(link -> link.replaceFirst(".*/", ""))
                .toList();

        assertThat(setups).isNotEmpty().isSubsetOf(linked);
    }
}
