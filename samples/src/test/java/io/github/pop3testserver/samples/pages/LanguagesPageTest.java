package io.github.pop3testserver.samples.pages;

import static io.github.pop3testserver.assertj.Pop3Assertions.assertThat;
import static io.github.pop3testserver.assertj.Pop3Assertions.catchThrowable;
import static io.github.pop3testserver.model.CutPoint.beforeProcessing;
import static io.github.pop3testserver.model.Pop3Event.QUIT;

import io.github.pop3testserver.Pop3TestServer;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** docs/languages.md names the versions that samples/languages is tested with. */
class LanguagesPageTest {

    private static final Pattern DEPENDENCY =
            Pattern.compile("[\\w.-]+:[\\w.-]+:\\d[\\w.-]*|kotlin\\(\"jvm\"\\) version \".*?\"");
    private static final Pattern PLACE = Pattern.compile(" at \\w+\\.\\w+\\(\\S+\\)");

    private final String page = Pages.page("docs/languages.md").text();

    @Test
    void namesTheVersionsThatTheSamplesAreTestedWith() {
        assertThat(DEPENDENCY.matcher(page).results().map(MatchResult::group))
                .containsOnly(
                        "io.github.pop3-test-server:pop3-test-server-junit5-extension:" + Versions.ofThisProject(),
                        "org.assertj:assertj-core:" + Versions.of("assertj"),
                        "org.junit.jupiter:junit-jupiter:" + Versions.of("junit"),
                        "org.jetbrains.kotlin:kotlin-stdlib:" + Versions.of("kotlin"),
                        "kotlin(\"jvm\") version \"" + Versions.of("kotlin") + "\"",
                        "org.spockframework:spock-core:" + Versions.of("spock"),
                        "org.testng:testng:" + Versions.of("testng"),
                        "junit:junit:" + Versions.of("junit4"));
    }

    @Test
    void showsTheFailureOfAFaultThatNeverFired() {
        try (var server = Pop3TestServer.start()) {
            server.on(QUIT).disconnect(beforeProcessing());

            Throwable failure = catchThrowable(server::verify);

            assertThat(withoutPlaces(page)).contains(withoutPlaces(failure.toString()));
        }
    }

    private static String withoutPlaces(String text) {
        return PLACE.matcher(text).replaceAll("");
    }
}
