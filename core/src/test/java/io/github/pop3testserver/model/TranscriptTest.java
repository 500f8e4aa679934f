package io.github.pop3testserver.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.pop3testserver.model.Transcript.Line;
import io.github.pop3testserver.model.Transcript.Session;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TranscriptTest {

    private static final Session FETCH = new Session(
            1,
            "session 1 of 2   user",
            List.of(
                    line(0, "S: +OK POP3 server ready"),
                    line(7, "C: USER user"),
                    line(8, "S: +OK"),
                    new Line(Duration.ofMillis(30), "C: PASS ********", "C: PASS secret", ""),
                    new Line(Duration.ofMillis(450), "C: RETR 1", "C: RETR 1", "\"Invoice 4711\""),
                    line(12_345, "-- fault: on(RETR).stall()")));

    private static final Session GLANCE =
            new Session(2, "session 2 of 2   not logged in", List.of(line(1, "S: +OK POP3 server ready")));

    private final Transcript transcript = new Transcript(List.of(FETCH, GLANCE));

    @Test
    void rendersSessionBySessionWithTimesNotesAndMaskedSecrets() {
        assertThat(transcript.render()).isEqualTo("""
                session 1 of 2   user
                   0 ms  S: +OK POP3 server ready
                   7 ms  C: USER user
                   8 ms  S: +OK
                  30 ms  C: PASS ********
                 450 ms  C: RETR 1                                "Invoice 4711"
                12345 ms  -- fault: on(RETR).stall()

                session 2 of 2   not logged in
                   1 ms  S: +OK POP3 server ready""");
        assertThat(transcript).hasToString(transcript.render());
    }

    @Test
    void rendersSecretsWhenAskedTo() {
        assertThat(transcript.renderWithSecrets())
                .isEqualTo(transcript.render().replace("C: PASS ********", "C: PASS secret"));
    }

    @Test
    void pointsAtTheLineGivenInAnyCase() {
        assertThat(transcript.renderPointingAt(1, "c: user USER"))
                .isEqualTo(transcript.render().replace("C: USER user", "C: USER user        <-- here"));
    }

    @Test
    void pointsBehindTheNote() {
        assertThat(transcript.renderPointingAt(1, "C: RETR 1")).contains("\"Invoice 4711\"        <-- here\n");
    }

    @Test
    void pointsAtTheLastOfSeveralLinesThatReadAlike() {
        Transcript twice = of(line(1, "C: NOOP"), line(2, "C: NOOP"), line(3, "C: QUIT"));
        assertThat(twice.renderPointingAt(1, "C: NOOP")).isEqualTo("""
                a session
                   1 ms  C: NOOP
                   2 ms  C: NOOP        <-- here
                   3 ms  C: QUIT""");
    }

    @Test
    void pointsNowhereIfThereIsNoSuchLine() {
        assertThat(transcript.renderPointingAt(1, "C: DELE 1")).isEqualTo(transcript.render());
    }

    @Test
    void aNoteKeepsItsDistanceFromALongLine() {
        Transcript noted = of(new Line(Duration.ZERO, "C: " + "x".repeat(60), "", "note"));
        assertThat(noted.render()).endsWith("x  note");
    }

    @Test
    void aSessionOfEightyLinesIsShownWhole() {
        assertThat(of(numbered(80)).render().lines().skip(1)).hasSize(80).noneMatch(line -> line.contains("left out"));
    }

    @Test
    void ofALongerSessionTheMiddleIsLeftOutAndCounted() {
        for (int size : new int[] {81, 82, 200, 10_000}) {
            List<String> shown = of(numbered(size)).render().lines().skip(1).toList();
            List<String> expected = new ArrayList<>();
            IntStream.range(0, 40).forEach(i -> expected.add("   0 ms  C: " + i));
            expected.add("       ... " + (size - 80) + " lines left out ...");
            IntStream.range(size - 40, size).forEach(i -> expected.add("   0 ms  C: " + i));
            assertThat(shown).as("of %s lines", size).isEqualTo(expected);
        }
    }

    @Test
    void eachSessionIsShortenedByItself() {
        Session large = new Session(1, "large", List.of(numbered(81)));
        String text = new Transcript(List.of(large, GLANCE, large)).render();
        assertThat(text.lines().filter(line -> line.contains("left out"))).hasSize(2);
        assertThat(text).contains(GLANCE.heading());
    }

    @Test
    void linesAreAllThereMaskedAndBare() {
        assertThat(transcript.lines())
                .containsExactly(
                        "S: +OK POP3 server ready",
                        "C: USER user",
                        "S: +OK",
                        "C: PASS ********",
                        "C: RETR 1",
                        "-- fault: on(RETR).stall()",
                        "S: +OK POP3 server ready");
        assertThat(of(numbered(500)).lines()).hasSize(500);
        assertThat(FETCH.lines().get(3)).hasToString("C: PASS ********");
    }

    @Test
    void saysSoWhenThereWasNoSession() {
        Transcript empty = new Transcript(List.of());
        assertThat(empty.render()).isEqualTo("no client has connected");
        assertThat(empty.renderPointingAt(1, "C: NOOP")).isEqualTo("no client has connected");
        assertThat(empty.lines()).isEmpty();
    }

    @Test
    void aSessionInWhichNothingWasSaidIsItsHeading() {
        assertThat(of().render()).isEqualTo("a session");
    }

    @Test
    void doesNotChangeWithTheListsItWasMadeOf() {
        List<Line> lines = new ArrayList<>(List.of(line(0, "C: NOOP")));
        List<Session> sessions = new ArrayList<>(List.of(new Session(1, "a session", lines)));
        Transcript made = new Transcript(sessions);
        lines.clear();
        sessions.clear();
        assertThat(made.lines()).containsExactly("C: NOOP");
    }

    @Test
    void isWrittenToAFileInUtf8AndMasked(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("transcript.txt");
        Transcript written =
                of(line(0, "C: USER grün 日本"), new Line(Duration.ZERO, "C: PASS ****", "C: PASS secret", ""));
        written.writeTo(file);
        assertThat(Files.readString(file)).isEqualTo(written.render()).contains("grün 日本");
        transcript.writeTo(file);
        assertThat(Files.readString(file)).isEqualTo(transcript.render());
    }

    @Test
    void aFileThatCannotBeWrittenIsNamed(@TempDir Path folder) {
        Path file = folder.resolve("missing").resolve("transcript.txt");
        assertThatExceptionOfType(UncheckedIOException.class)
                .isThrownBy(() -> transcript.writeTo(file))
                .withMessageContaining(file.toString());
    }

    private static Transcript of(Line... lines) {
        return new Transcript(List.of(new Session(1, "a session", List.of(lines))));
    }

    private static Line[] numbered(int count) {
        return IntStream.range(0, count).mapToObj(i -> line(0, "C: " + i)).toArray(Line[]::new);
    }

    private static Line line(long millis, String text) {
        return new Line(Duration.ofMillis(millis), text, text, "");
    }
}
