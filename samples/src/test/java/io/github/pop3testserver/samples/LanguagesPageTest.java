package io.github.pop3testserver.samples;

import static io.github.pop3testserver.assertj.Pop3Assertions.assertThat;
import static io.github.pop3testserver.assertj.Pop3Assertions.catchThrowable;
import static io.github.pop3testserver.model.CutPoint.beforeProcessing;
import static io.github.pop3testserver.model.Pop3Event.QUIT;

import io.github.pop3testserver.Pop3TestServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** docs/languages.md shows what is in the sources of samples/languages, and the versions that they are tested with. */
class LanguagesPageTest {

    private static final Path LANGUAGES = Path.of("languages");

    /** Gradle scripts are text: no Gradle runs here. */
    private static final Pattern CODE =
            Pattern.compile("```(?:java|kotlin|groovy)\n(?!// build.gradle)(.*?)```", Pattern.DOTALL);

    private static final Pattern DEPENDENCY =
            Pattern.compile("[\\w.-]+:[\\w.-]+:\\d[\\w.-]*|kotlin\\(\"jvm\"\\) version \".*?\"");
    private static final Pattern PLACE = Pattern.compile(" at \\w+\\.\\w+\\(\\S+\\)");

    static List<String> snippets() {
        return CODE.matcher(page())
                .results()
                .map((MatchResult block) -> withoutIndentation(block.group(1)))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("snippets")
    void showsWhatIsInASourceFile(String snippet) {
        assertThat(sources()).anyMatch(source -> source.contains(snippet));
    }

    @Test
    void namesTheVersionsThatTheSamplesAreTestedWith() {
        assertThat(DEPENDENCY.matcher(page()).results().map(MatchResult::group))
                .containsOnly(
                        "io.github.pop3-test-server:pop3-test-server-junit5-extension:" + versionOfThisProject(),
                        "org.assertj:assertj-core:" + property("version.assertj"),
                        "org.junit.jupiter:junit-jupiter:" + property("version.junit"),
                        "org.jetbrains.kotlin:kotlin-stdlib:" + property("version.kotlin"),
                        "kotlin(\"jvm\") version \"" + property("version.kotlin") + "\"",
                        "org.spockframework:spock-core:" + property("version.spock"),
                        "org.testng:testng:" + property("version.testng"),
                        "junit:junit:" + property("version.junit4"));
    }

    @Test
    void showsTheFailureOfAFaultThatNeverFired() {
        try (var server = Pop3TestServer.start()) {
            server.on(QUIT).disconnect(beforeProcessing());

            Throwable failure = catchThrowable(server::verify);

            assertThat(withoutPlaces(page())).contains(withoutPlaces(failure.toString()));
        }
    }

    private static String page() {
        return read(Path.of("../docs/languages.md"));
    }

    private static List<String> sources() {
        try (Stream<Path> files = Files.walk(LANGUAGES)) {
            return files.filter(file -> file.toString().matches(".*\\.(java|kt|groovy)"))
                    .map(file -> withoutIndentation(read(file)))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String versionOfThisProject() {
        return firstMatch("</artifactId>\\s*<version>(.*?)</version>");
    }

    private static String property(String name) {
        return firstMatch("<" + Pattern.quote(name) + ">(.*?)</");
    }

    private static String firstMatch(String regex) {
        String poms = read(LANGUAGES.resolve("pom.xml")) + read(Path.of("../pom.xml"));
        return Pattern.compile(regex)
                .matcher(poms)
                .results()
                .findFirst()
                .orElseThrow()
                .group(1);
    }

    private static String withoutPlaces(String text) {
        return PLACE.matcher(text).replaceAll("");
    }

    private static String withoutIndentation(String text) {
        return text.lines().map(String::strip).collect(Collectors.joining("\n"));
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
