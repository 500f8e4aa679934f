package io.github.pop3testserver.samples.readme;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The README and the quick start's pom.xml name the versions that this project is built and tested with. */
class ReadmeVersionsTest {

    private static final Pattern MAVEN =
            Pattern.compile("<artifactId>([\\w-]+)</artifactId>\\s*<version>(\\d.*?)</version>");
    private static final Pattern GRADLE = Pattern.compile("\"[\\w.-]+:([\\w-]+):(\\d.*?)\"");
    private static final Pattern XML_BLOCK = Pattern.compile("```xml\n(.*?)```", Pattern.DOTALL);

    private final String readme = read("../README.md");
    private final String quickStart = read("src/quickstart/pom.xml");
    private final String parent = read("../pom.xml");

    @Test
    void theReadmeNamesThemForMavenAndForGradle() {
        var ours = Map.entry("pop3-test-server-junit5-extension", revision());
        var assertJ = Map.entry("assertj-core", property("assertj"));

        assertThat(versions(MAVEN, readme)).containsOnly(ours, assertJ);
        assertThat(versions(GRADLE, readme)).containsOnly(ours, assertJ);
    }

    @Test
    void theQuickStartHasThemToo() {
        assertThat(versions(MAVEN, quickStart))
                .containsOnly(
                        entry("quickstart", "1"),
                        entry("pop3-test-server-junit5-extension", revision()),
                        entry("assertj-core", property("assertj")),
                        entry("junit-jupiter", property("junit")),
                        entry("angus-mail", property("angus-mail")),
                        entry("maven-compiler-plugin", versionOf("maven-compiler-plugin")),
                        entry("maven-surefire-plugin", versionOf("maven-surefire-plugin")));
    }

    @Test
    void theQuickStartHasTheDependenciesOfTheReadme() {
        var block = XML_BLOCK.matcher(readme).results().findFirst().orElseThrow();

        assertThat(quickStart).contains(block.group(1).indent(4));
    }

    private static Map<String, String> versions(Pattern artifact, String text) {
        return artifact.matcher(text)
                .results()
                .collect(Collectors.toMap(found -> found.group(1), found -> found.group(2)));
    }

    private String revision() {
        var revision = Pattern.compile("<revision>(.*?)</").matcher(parent);
        assertThat(revision.find()).isTrue();
        return revision.group(1);
    }

    private String versionOf(String artifact) {
        return versions(MAVEN, parent).get(artifact);
    }

    private String property(String name) {
        var property = Pattern.compile("<version." + name + ">(.*?)</").matcher(parent);
        assertThat(property.find()).as(name).isTrue();
        return property.group(1);
    }

    private static String read(String file) {
        try {
            return Files.readString(Path.of(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
