package io.github.pop3testserver.samples.pages;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Javadoc and messages of what users call are written in plain English. */
class PlainEnglishTest {

    /** Lines, without what is around them, that use a phrase of the list in a sense of its own. */
    private static final List<String> ALLOWED = List.of();

    static Stream<Path> sources() {
        return Stream.of("core", "junit5-extension")
                .flatMap(module -> Pages.files(Pages.PROJECT.resolve(module).resolve("src/main/java"), "java"));
    }

    @ParameterizedTest
    @MethodSource("sources")
    void javadocAndMessagesAreInPlainEnglish(Path source) {
        List<String> lines = Pages.read(source).lines().toList();
        assertThat(PlainEnglish.problems(SourceText.of(Pages.read(source))))
                .filteredOn(problem ->
                        !ALLOWED.contains(lines.get(lineOf(problem) - 1).strip()))
                .isEmpty();
    }

    private static int lineOf(String problem) {
        return Integer.parseInt(problem.replaceFirst("line (\\d+):.*", "$1"));
    }

    @Test
    void aPhraseIsFoundWhereverALineEnds() {
        assertThat(PlainEnglish.problems("It waits.\nIt waits for\never."))
                .containsExactly("line 2: \"for ever\"; write \"forever\"");
    }

    @Test
    void javadocAndLiteralsAreLookedAtAndNothingElse() {
        String source = """
                /** Waits for
                 * ever. */
                class A { // in vain
                    String waits = "waits in "
                            + "vain";
                    /* for ever */
                    char quote = '"'; int inVain;
                }
                """;

        assertThat(PlainEnglish.problems(SourceText.of(source)))
                .containsExactlyInAnyOrder(
                        "line 1: \"for ever\"; write \"forever\"", "line 4: \"in vain\"; write \"timed out waiting\"");
    }
}
