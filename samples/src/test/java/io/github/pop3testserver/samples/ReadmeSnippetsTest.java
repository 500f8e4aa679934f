package io.github.pop3testserver.samples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each piece of Java in the README stands in a source file here, where it is compiled and run. */
class ReadmeSnippetsTest {

    private static final Pattern JAVA_BLOCK = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL);

    static List<String> snippets() throws IOException {
        String readme = Files.readString(Path.of("../README.md"));
        List<String> snippets = JAVA_BLOCK
                .matcher(readme)
                .results()
                .map((MatchResult block) -> withoutIndentation(block.group(1)))
                .toList();
        assertThat(snippets).as("pieces of Java in the README").isNotEmpty();
        return snippets;
    }

    @ParameterizedTest
    @MethodSource("snippets")
    void standsInASourceFile(String snippet) throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("src"))) {
            Stream<Path> sources = files.filter(file -> file.toString().endsWith(".java"));
            assertThat(sources.map(ReadmeSnippetsTest::read)).anyMatch(source -> source.contains(snippet));
        }
    }

    private static String read(Path file) {
        try {
            return withoutIndentation(Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String withoutIndentation(String text) {
        return text.lines().map(String::strip).collect(Collectors.joining("\n"));
    }
}
