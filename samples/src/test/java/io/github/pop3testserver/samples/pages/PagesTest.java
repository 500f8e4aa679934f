package io.github.pop3testserver.samples.pages;

import static io.github.pop3testserver.samples.pages.Pages.withoutIndentation;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.pop3testserver.samples.pages.Page.Snippet;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The pages show code that is compiled and run, lead to each other, are short, and written in plain English. */
class PagesTest {

    private static final int LONGEST = 280;

    /** Gradle scripts are text: no Gradle runs here. */
    private static final String GRADLE = "// build.gradle";

    private static final Map<String, String> TYPES =
            Map.of("java", "java", "kotlin", "kt", "groovy", "groovy", "xml", "xml");

    private static final Map<String, List<String>> SOURCES =
            TYPES.values().stream().collect(Collectors.toMap(Function.identity(), PagesTest::sources));

    /** The code of samples, each file without its indentation. */
    private static List<String> sources(String type) {
        return Stream.of(Path.of("src"), Path.of("languages"))
                .flatMap(folder -> Pages.files(folder, type))
                .map(file -> withoutIndentation(Versions.resolvedIn(Pages.read(file))))
                .toList();
    }

    static List<Snippet> snippets() {
        List<Snippet> snippets = Pages.documentation().stream()
                .flatMap(page -> page.snippets().stream())
                .filter(snippet -> TYPES.containsKey(snippet.language()))
                .filter(snippet -> !snippet.code().startsWith(GRADLE))
                .toList();
        assertThat(snippets).as("code on the pages").isNotEmpty();
        return snippets;
    }

    @ParameterizedTest
    @MethodSource("snippets")
    void codeIsInASourceFile(Snippet snippet) {
        String code = withoutIndentation(snippet.code());
        assertThat(SOURCES.get(TYPES.get(snippet.language())).stream().anyMatch(source -> source.contains(code)))
                .as("some source file under samples has this code of %s:%n%s", snippet.page(), snippet.code())
                .isTrue();
    }

    static List<Page> all() {
        return Pages.all();
    }

    static List<Page> documentation() {
        return Pages.documentation();
    }

    @ParameterizedTest
    @MethodSource("all")
    void linksLeadSomewhere(Page page) {
        assertThat(page.links()).allSatisfy(link -> {
            assertThat(page.target(link)).exists();
            if (link.contains("#")) {
                Path target = page.target(link);
                String anchor = link.replaceFirst(".*#", "");
                assertThat(new Page(target, Pages.read(target)).hasAnchor(anchor))
                        .as("heading of %s", link)
                        .isTrue();
            }
        });
    }

    @Test
    void theReadmeLeadsToEachPage() {
        Set<Path> reached = new HashSet<>();
        Deque<Page> toRead = new ArrayDeque<>(List.of(Pages.page("README.md")));
        while (!toRead.isEmpty()) {
            Page page = toRead.pop();
            page.links().stream()
                    .map(page::target)
                    .filter(target -> target.toString().endsWith(".md") && Files.exists(target) && reached.add(target))
                    .forEach(target -> toRead.push(new Page(target, Pages.read(target))));
        }
        assertThat(Pages.documentation())
                .filteredOn(page -> !page.toString().equals("README.md"))
                .extracting(Page::file)
                .isSubsetOf(reached);
    }

    @ParameterizedTest
    @MethodSource("documentation")
    void isNoLongerThanAPersonReads(Page page) {
        assertThat(page.text().lines().count()).isLessThanOrEqualTo(LONGEST);
    }

    @ParameterizedTest
    @MethodSource("all")
    void isWrittenInPlainEnglish(Page page) {
        assertThat(PlainEnglish.problems(page.prose())).isEmpty();
    }
}
