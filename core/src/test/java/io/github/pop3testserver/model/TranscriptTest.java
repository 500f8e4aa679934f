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

    private final Transcript transcript = new Transcript(List.of(FETCH, GLANCE), "");

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
    void givesItsSessionsInOrder() {
        assertThat(transcript.sessions()).containsExactly(FETCH, GLANCE);
    }

    @Test
    void rendersSecretsWhenAskedTo() {
        assertThat(transcript.renderWithSecrets())
                .isEqualTo(transcript.render().replace("C: PASS ********", "C: PASS secret"));
    }

    @Test
    void pointsAtTheLineGivenInAnyCase() {
        assertThat(transcript.withPointerAt(1, "c: user USER").render())
                .isEqualTo(transcript.render().replace("C: USER user", "C: USER user        <-- here"));
    }

    @Test
    void pointsBehindTheNote() {
        assertThat(transcript.withPointerAt(1, "C: RETR 1").render()).contains("\"Invoice 4711\"        <-- here\n");
    }

    @Test
    void pointsAtTheLastOfSeveralLinesThatReadAlike() {
        Transcript twice = of(line(1, "C: NOOP"), line(2, "C: NOOP"), line(3, "C: QUIT"));
        assertThat(twice.withPointerAt(1, "C: NOOP").render()).isEqualTo("""
                a session
                   1 ms  C: NOOP
                   2 ms  C: NOOP        <-- here
                   3 ms  C: QUIT""");
    }

    @Test
    void pointsNowhereIfThereIsNoSuchLine() {
        assertThat(transcript.withPointerAt(1, "C: DELE 1").render()).isEqualTo(transcript.render());
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
            expected.add("       ... " + (size == 81 ? "1 line" : size - 80 + " lines") + " left out ...");
            IntStream.range(size - 40, size).forEach(i -> expected.add("   0 ms  C: " + i));
            assertThat(shown).as("of %s lines", size).isEqualTo(expected);
        }
    }

    @Test
    void eachSessionIsShortenedByItself() {
        Session large = new Session(1, "large", List.of(numbered(81)));
        Session other = new Session(3, "another", List.of(numbered(81)));
        String text = new Transcript(List.of(large, GLANCE, other), "").render();
        assertThat(text.lines().filter(line -> line.contains("left out"))).hasSize(2);
        assertThat(text).contains(GLANCE.heading());
    }

    @Test
    void pointersOfALongSessionAreShownWithTheLinesAround() {
        String text = of(numbered(200))
                .withPointerAt(1, "C: 50")
                .withPointerAt(1, "C: 150")
                .render();
        List<String> expected = new ArrayList<>();
        IntStream.range(0, 40).forEach(i -> expected.add("   0 ms  C: " + i));
        expected.add("       ... 7 lines left out ...");
        IntStream.range(47, 54).forEach(i -> expected.add("   0 ms  C: " + i + (i == 50 ? "        <-- here" : "")));
        expected.add("       ... 93 lines left out ...");
        IntStream.range(147, 200).filter(i -> i < 154 || i >= 160).forEach(i -> {
            if (i == 160) {
                expected.add("       ... 6 lines left out ...");
            }
            expected.add("   0 ms  C: " + i + (i == 150 ? "        <-- here" : ""));
        });
        assertThat(text.lines().skip(1)).containsExactlyElementsOf(expected);
    }

    @Test
    void severalPointersMayBeInOneTranscript() {
        Transcript pointing = transcript
                .withPointerAt(1, "C: USER user")
                .withPointerAt(2, "S: +OK POP3 server ready")
                .withPointerAt(1, "C: RETR 1")
                .withPointerAt(1, "C: RETR 1");
        assertThat(pointing.render().lines().filter(line -> line.endsWith("        <-- here")))
                .containsExactly(
                        "   7 ms  C: USER user        <-- here",
                        " 450 ms  C: RETR 1                                \"Invoice 4711\"        <-- here",
                        "   1 ms  S: +OK POP3 server ready        <-- here");
        assertThat(transcript.render()).doesNotContain("here");
    }

    private static Session polling(int number, int of, long millis, String... more) {
        List<Line> lines = new ArrayList<>();
        lines.add(line(millis, "S: +OK POP3 server ready <" + number + "." + (millis + 7) + "@localhost>"));
        lines.add(line(millis, "S: + cj1ub25jZQ" + number));
        for (String each : more) {
            lines.add(line(millis, each));
        }
        String heading = "session " + number + " of " + of + "   127.0.0.1:" + (5000 + number)
                + "   user   plaintext   ended by QUIT   " + millis + " ms";
        return new Session(number, heading, lines);
    }

    @Test
    void sessionsThatDifferInTimesAndPortsOnlyAreFolded() {
        List<Session> sessions = new ArrayList<>();
        IntStream.rangeClosed(1, 38).forEach(i -> sessions.add(polling(i, 39, i, "-- fault: x, waited " + i + " ms")));
        sessions.add(polling(39, 39, 7, "C: QUIT"));
        assertThat(new Transcript(sessions, "").render()).isEqualTo("""
                session 1 of 39   127.0.0.1:5001   user   plaintext   ended by QUIT   1 ms
                   1 ms  S: +OK POP3 server ready <1.8@localhost>
                   1 ms  S: + cj1ub25jZQ1
                   1 ms  -- fault: x, waited 1 ms

                sessions 2 to 38: same as session 1

                session 39 of 39   127.0.0.1:5039   user   plaintext   ended by QUIT   7 ms
                   7 ms  S: +OK POP3 server ready <39.14@localhost>
                   7 ms  S: + cj1ub25jZQ39
                   7 ms  C: QUIT""");
    }

    @Test
    void aFoldNamesEachSessionThatIsRepeated() {
        assertThat(folds("a", "a", "b")).containsExactly("session 1", "session 2: same as session 1", "session 3");
        assertThat(folds("a", "a", "a")).containsExactly("session 1", "sessions 2 and 3: same as session 1");
        assertThat(folds("a", "b", "a", "b", "a"))
                .containsExactly("session 1", "session 2", "sessions 3 to 5: same as sessions 1 and 2");
        assertThat(folds("a", "b", "c", "b", "c", "a"))
                .containsExactly("session 1", "session 2", "session 3", "sessions 4 to 6: same as sessions 1, 2 and 3");
    }

    @Test
    void ofManyDifferentSessionsTheMiddleIsLeftOutAndCounted() {
        assertThat(folds("a", "b", "c", "d", "e", "f", "g", "h", "i", "j", "k"))
                .containsExactly(
                        "session 1",
                        "session 2",
                        "session 3",
                        "session 4",
                        "session 5",
                        "... 1 session left out ...",
                        "session 7",
                        "session 8",
                        "session 9",
                        "session 10",
                        "session 11");
        assertThat(folds("a", "a", "b", "c", "d", "e", "f", "f", "g", "g", "h", "i", "j", "k", "l", "a", "g"))
                .containsExactly(
                        "session 1",
                        "session 2: same as session 1",
                        "session 3",
                        "session 4",
                        "session 5",
                        "session 6",
                        "... 2 sessions left out ...",
                        "session 9",
                        "session 10: same as session 9",
                        "... 1 session left out ...",
                        "session 12",
                        "session 13",
                        "session 14",
                        "session 15",
                        "sessions 16 and 17: same as sessions 1 and 9");
    }

    @Test
    void aSessionWithAPointerIsNeitherFoldedNorLeftOut() {
        List<Session> sessions = new ArrayList<>();
        IntStream.rangeClosed(1, 30).forEach(i -> sessions.add(polling(i, 30, 1, "C: NOOP")));
        assertThat(headings(new Transcript(sessions, "").withPointerAt(17, "C: NOOP")))
                .containsExactly(
                        "session 1",
                        "sessions 2 to 16: same as session 1",
                        "session 17",
                        "sessions 18 to 30: same as session 1");
        List<Session> different = new ArrayList<>();
        IntStream.rangeClosed(1, 30).forEach(i -> different.add(polling(i, 30, 1, "C: RETR " + i)));
        assertThat(headings(new Transcript(different, "").withPointerAt(17, "C: RETR 17")))
                .containsSubsequence(
                        "... 11 sessions left out ...", "session 17", "... 8 sessions left out ...", "session 26");
    }

    @Test
    void sessionsThatDifferInASecretAreFoldedUnlessSecretsAreShown() {
        Line first = new Line(Duration.ZERO, "C: PASS ********", "C: PASS a", "");
        Line second = new Line(Duration.ZERO, "C: PASS ********", "C: PASS b", "");
        Transcript both = new Transcript(
                List.of(new Session(1, "a session", List.of(first)), new Session(2, "a session", List.of(second))), "");
        assertThat(both.render()).endsWith("\n\nsession 2: same as session 1");
        assertThat(both.renderWithSecrets()).contains("C: PASS a", "C: PASS b");
    }

    private static List<String> folds(String... said) {
        List<Session> sessions = new ArrayList<>();
        for (String each : said) {
            sessions.add(polling(sessions.size() + 1, said.length, 3, "C: " + each));
        }
        return headings(new Transcript(sessions, ""));
    }

    private static List<String> headings(Transcript rendered) {
        return rendered.render()
                .lines()
                .filter(line -> line.matches("(session|\\.\\.\\. ).*"))
                .map(line -> line.replaceFirst(" of \\d+   .*", ""))
                .toList();
    }

    @Test
    void theFileHasAllSessionsAndAllLines(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("transcript.txt");
        List<Session> sessions = new ArrayList<>();
        IntStream.rangeClosed(1, 30).forEach(i -> sessions.add(new Session(i, "a session", List.of(numbered(100)))));
        new Transcript(sessions, "the server is down").writeTo(file);
        assertThat(Files.readString(file))
                .doesNotContain("left out", "same as")
                .endsWith("\n   0 ms  C: 99\n\nthe server is down")
                .satisfies(text -> assertThat(text.lines().filter(line -> line.endsWith("C: 99")))
                        .hasSize(30));
    }

    @Test
    void endsInWhatHasBecomeOfTheServer() {
        assertThat(new Transcript(List.of(GLANCE), "the server is down").render())
                .isEqualTo("""
                session 2 of 2   not logged in
                   1 ms  S: +OK POP3 server ready

                the server is down""");
        assertThat(new Transcript(List.of(), "the server is down")).hasToString("the server is down");
    }

    @Test
    void isShownWithAFailureAndIsNoPartOfItsMessage() {
        AssertionError failure = new AssertionError("failed");
        assertThat(transcript.attachTo(failure)).isSameAs(failure).hasMessage("failed");
        assertThat(failure.getSuppressed()).singleElement().satisfies(suppressed -> {
            assertThat(suppressed).hasToString("POP3 conversations:\n\n" + transcript.render());
            assertThat(suppressed.getStackTrace()).isEmpty();
        });
    }

    @Test
    void theSameConversationsAreShownOnce() {
        Transcript pointed = transcript.withPointerAt(1, "C: USER user");
        AssertionError failure = new AssertionError("failed");
        pointed.attachTo(failure);
        transcript.attachTo(failure);
        pointed.attachTo(failure);
        assertThat(failure.getSuppressed()).singleElement().hasToString("POP3 conversations:\n\n" + pointed.render());

        AssertionError other = new AssertionError("failed, too");
        transcript.attachTo(other);
        pointed.attachTo(other);
        of(numbered(3)).attachTo(other);
        assertThat(other.getSuppressed()).hasSize(2);
    }

    /** Its pointer changes which lines are left out. */
    @Test
    void theSameLongConversationsAreShownOnce() {
        Transcript lengthy = of(numbered(500));
        AssertionError failure = new AssertionError("failed");
        lengthy.withPointerAt(1, "C: 250").attachTo(failure);
        lengthy.attachTo(failure);
        assertThat(failure.getSuppressed()).hasSize(1);
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
    void withoutSessionsThereIsNothingToShow() {
        Transcript empty = new Transcript(List.of(), "");
        assertThat(empty.render()).isEmpty();
        assertThat(empty.withPointerAt(1, "C: NOOP").render()).isEmpty();
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
        Transcript made = new Transcript(sessions, "");
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
        return new Transcript(List.of(new Session(1, "a session", List.of(lines))), "");
    }

    private static Line[] numbered(int count) {
        return IntStream.range(0, count).mapToObj(i -> line(0, "C: " + i)).toArray(Line[]::new);
    }

    private static Line line(long millis, String text) {
        return new Line(Duration.ofMillis(millis), text, text, "");
    }
}
