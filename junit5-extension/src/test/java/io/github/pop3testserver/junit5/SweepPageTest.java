package io.github.pop3testserver.junit5;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.github.pop3testserver.junit5.SweepReport.Outcome;
import io.github.pop3testserver.junit5.SweepReport.SweepResult;
import io.github.pop3testserver.junit5.SweepReport.SweptSession;
import io.github.pop3testserver.junit5.WrittenPage.Element;
import io.github.pop3testserver.model.Pop3Endpoint;
import io.github.pop3testserver.model.Transcript;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SweepPageTest {

    private static final String STEP = "RETR 1";

    private static final String HEADING =
            "session 1 of 1   127.0.0.1:52114   user   plaintext   disconnected by the server   450 ms";

    private static SweptSession session(String heading, Transcript.Line... lines) {
        return new SweptSession(Instant.EPOCH, new Transcript.Session(1, heading, List.of(lines)));
    }

    private static Transcript.Line line(int millis, String text, String note) {
        return new Transcript.Line(Duration.ofMillis(millis), text, "unmasked " + text, note);
    }

    private static SweepResult passed(String step, FaultKind kind, String name, SweptSession... sessions) {
        return new SweepResult(step, kind, name, 1, Outcome.PASSED, "", List.of(sessions));
    }

    private static SweepResult failed(String name, String failure, SweptSession... sessions) {
        return new SweepResult(STEP, FaultKind.RESET, name, 1, Outcome.FAILED, failure, List.of(sessions));
    }

    private static String page(List<SweepResult> results) {
        return SweepPage.of(
                new SweepReport("FetcherTest.fetches", List.of(), SweptRuns.cells(results), results, List.of()));
    }

    private static WrittenPage pageOf(SweepResult... results) {
        return WrittenPage.of(page(List.of(results)));
    }

    private static List<String> words(List<Element> elements) {
        return elements.stream().map(Element::words).toList();
    }

    @Test
    void everyLinkLeadsToOnePlaceOfThePageAndNothingComesFromElsewhere() {
        WrittenPage page = WrittenPage.of(SweepPage.of(SweptRuns.report()));

        List<String> ids = page.all().stream()
                .map(element -> element.attribute("id"))
                .filter(id -> !id.isEmpty())
                .toList();
        assertThat(ids).doesNotHaveDuplicates();
        assertThat(page.elements("a"))
                .isNotEmpty()
                .allSatisfy(
                        link -> assertThat(ids).contains(link.attribute("href").substring(1)));
        assertThat(page.all()).noneMatch(element -> element.attributes().containsKey("src"));
        assertThat(page.all()).extracting(Element::name).doesNotContain("script", "link", "img");
        assertThat(page.elements("style").get(0).words()).doesNotContain("url(", "@import");
    }

    @Test
    void aRunOfSeveralSessionsIsShownWithItsFault() {
        WrittenPage page = WrittenPage.of(SweepPage.of(SweptRuns.report()));

        Element run = page.withId("run-5");
        assertThat(run.words())
                .startsWith("cut inside the reply to RETR 1 failed DISCONNECT at RETR 1. Back to the table"
                        + " expected [first, second] but was [")
                .contains("session 1 of 3", "session 2 of 3", "session 3 of 3")
                .containsPattern(
                        "S: \\+OK \\d+ octets \\(9 of \\d+ octets\\) [\\d.]+ ms fault: on\\(RETR\\)\\.disconnect\\(")
                .containsPattern("[\\d.]+ ms C: RETR 2 \"Grüße & \"Küsse\" 日本\" [\\d.]+ ms S: \\+OK \\d+ octets \\(")
                .containsPattern(
                        "[\\d.]+ ms disconnected by the server session 2 of 3 127\\.0\\.0\\.1:\\d+, user, plaintext")
                .contains("C: PASS ********")
                .doesNotContain("PASS password");
        assertThat(page.withId("undisturbed").words())
                .contains("C: DELE 1", "session 3 of 3")
                .doesNotContain("fault:");
    }

    @Test
    void namesTheTestAndCountsTheRuns() {
        WrittenPage page = WrittenPage.of(SweepPage.of(SweptRuns.report()));

        assertThat(page.elements("html").get(0).attribute("lang")).isEqualTo("en");
        assertThat(words(page.elements("title")))
                .containsExactly("Fault sweep of FetcherTest.losesNothing: 2 of 9 runs failed");
        assertThat(words(page.elements("h1"))).containsExactly("Fault sweep of FetcherTest.losesNothing");
        assertThat(page.ofClass("summary"))
                .containsExactly("9 runs: 7 passed, 2 failed.", "This is a sample of 9 of 40 runs with seed 4711.");
        assertThat(words(page.elements("h3")))
                .startsWith("The undisturbed run", "cut before the greeting passed")
                .hasSize(10);
    }

    @Test
    void theTableHasTheStepsInOrderAndTheKindsThatOccur() {
        WrittenPage page = WrittenPage.of(SweepPage.of(SweptRuns.report()));

        assertThat(page.rows())
                .containsExactly(
                        List.of("Step", "DISCONNECT", "RESET", "REFUSAL", "LOST_REPLY"),
                        List.of("greeting", ".", "–", "–", "–"),
                        List.of("LOGIN", "–", "–", ". .", "–"),
                        List.of("RETR 1", "F 2 of 3 . F F", ".", "–", "–"),
                        List.of("DELE 1", "–", "–", "–", "."),
                        List.of("QUIT", "–", "–", "–", "."));
        assertThat(page.elements("th"))
                .extracting(cell -> cell.attribute("scope"))
                .containsExactly("col", "col", "col", "col", "col", "row", "row", "row", "row", "row");
    }

    @Test
    void eachSignOfTheTableSaysWhichRunItOpens() {
        WrittenPage page =
                pageOf(passed("LOGIN", FaultKind.REFUSAL, "LOGIN refused"), failed("RETR 1 reset", "lost \"first\""));

        assertThat(page.elements("a").subList(0, 2))
                .extracting(link -> link.attribute("aria-label"), link -> link.attribute("href"), Element::words)
                .containsExactly(
                        tuple("LOGIN refused: passed", "#run-1", "."), tuple("RETR 1 reset: failed", "#run-2", "F"));
    }

    @Test
    void failedRunsAreListedWithTheirFailuresInOneLine() {
        WrittenPage page = pageOf(
                failed("one", "java.io.IOException: closed\nby the server"),
                passed(STEP, FaultKind.RESET, "two"),
                failed("three", "\n\nExpecting actual:\n  [\"a\"]\nto contain: " + "x".repeat(205)),
                failed("four", ""),
                new SweepResult(STEP, FaultKind.STALL, "five", 1, Outcome.UNREACHED, "was never reached", List.of()));

        assertThat(page.elements("li").stream().map(Element::words))
                .startsWith(
                        "one java.io.IOException: closed by the server",
                        "three Expecting actual: [\"a\"] to contain: " + "x".repeat(204) + "…",
                        "four",
                        "five was never reached");
        assertThat(words(page.elements("h3")))
                .endsWith("two passed", "three failed", "four failed", "five failed: never reached the step");
    }

    @Test
    void ifNoRunFailedNoneIsListed() {
        WrittenPage page = pageOf(passed(STEP, FaultKind.RESET, "one"));

        assertThat(words(page.elements("h2"))).containsExactly("Steps and kinds of failure", "All runs");
        assertThat(page.ofClass("summary")).containsExactly("1 run: 1 passed, 0 failed.");
        assertThat(words(page.elements("title")))
                .containsExactly("Fault sweep of FetcherTest.fetches: 0 of 1 run failed");
    }

    @Test
    void theConversationOfAFailedRunIsOpen() {
        WrittenPage page = pageOf(passed(STEP, FaultKind.RESET, "one"), failed("two", "lost"));

        assertThat(page.elements("details"))
                .extracting(details -> details.attribute("open"))
                .containsExactly("", "", "open");
        assertThat(page.withId("run-2").words()).endsWith("No client connected to the server.");
    }

    @Test
    void eachLineShowsItsSideInWordsAndInItsClass() {
        WrittenPage page = pageOf(failed(
                "one",
                "lost",
                session(
                        HEADING,
                        line(0, "S: +OK POP3 server ready", ""),
                        line(12, "C: ", ""),
                        line(40, "C: RETR 1", "\"Invoice\""),
                        line(41, "-- fault: on(RETR).reset() at FetcherTest", ""),
                        line(42, "-- the client sent more", ""))));

        assertThat(page.elements("li").stream().skip(1))
                .extracting(element -> element.attribute("class"), Element::words)
                .containsExactly(
                        tuple("server", "0.0 ms S: +OK POP3 server ready"),
                        tuple("client", "12 ms C:"),
                        tuple("client", "40 ms C: RETR 1 \"Invoice\""),
                        tuple("fault", "41 ms fault: on(RETR).reset() at FetcherTest"),
                        tuple("other", "42 ms the client sent more"),
                        tuple("end", "450 ms disconnected by the server"));
    }

    @Test
    void longConversationsAreShortenedAroundTheirFaults() {
        List<SweptSession> sessions = new ArrayList<>(Collections.nCopies(30, session(HEADING)));
        Transcript.Line[] lines =
                Collections.nCopies(100, line(1, "C: NOOP", "")).toArray(Transcript.Line[]::new);
        lines[50] = line(1, "-- fault: on(NOOP).stall() at FetcherTest", "");
        sessions.set(10, session(HEADING, lines));

        WrittenPage page = pageOf(failed("one", "lost", sessions.toArray(SweptSession[]::new)));

        assertThat(page.ofClass("lane")).hasSize(13);
        assertThat(page.ofClass("track")).hasSize(13);
        assertThat(page.ofClass("gap")).containsExactly("… 7 lines left out …", "… 6 lines left out …");
        assertThat(page.withId("run-1").words()).contains("… 4 sessions left out …", "… 13 sessions left out …");
    }

    @Test
    void aVeryLongFailureIsShortened() {
        assertThat(words(pageOf(failed("one", "x".repeat(4_010))).elements("pre")))
                .containsExactly("x".repeat(4_000) + " … 10 characters left out …");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<script>alert(1)</script>",
                "</title></style></pre></code><b>",
                "\" onmouseover=\"alert(1)",
                "' & &amp; &#x3c; <!-- ]]>",
                "\0\u0001\u001B[31m\u007F\u0085",
                "\uD83D lone \uDCE7 \uFFFE \uFFFF",
                "Gr\u00C3\u00BC\u00DFe \u202Ereversed \u2028 \u2029",
                "a\r\nb\rc\n\nd\te",
                "   7 ms  C: QUIT   x",
                "$1 \\ %s {0}"
            })
    void textIsNeverMarkup(String text) {
        SweptSession session = session(
                "session 1 of 1   127.0.0.1:52114   " + text + "   plaintext   ended by QUIT   7 ms",
                line(1, "C: " + text, text),
                line(2, "S: " + text, text),
                line(3, "-- fault: " + text, text),
                line(4, text, text));
        SweepResult result = new SweepResult(text, FaultKind.GARBLE, text, 1, Outcome.FAILED, text, List.of(session));

        String html = SweepPage.of(new SweepReport(
                text, List.of(session), SweptRuns.cells(List.of(result)), List.of(result), List.of(text)));

        assertThat(UTF_8.newEncoder().canEncode(html)).isTrue();
        WrittenPage page = WrittenPage.of(html);
        assertThat(page.all().stream().map(Element::name))
                .doesNotContain("script")
                .filteredOn("b"::equals)
                .hasSize(3);
        assertThat(page.all()).noneMatch(element -> element.attributes().containsKey("onmouseover"));
        assertThat(page.elements("li")).hasSize(11);
    }

    private static SweptSession large(int octets) {
        return session(HEADING, line(1, "C: " + "ü".repeat(octets / 2), ""));
    }

    @Test
    void conversationsOfPassedRunsAreLeftOutFirstIfThePageWereTooLarge() {
        List<SweepResult> results = new ArrayList<>();
        IntStream.range(0, 10).forEach(i -> results.add(passed(STEP, FaultKind.RESET, "passed", large(150_000))));
        IntStream.range(0, 10).forEach(i -> results.add(failed("failed", "lost", large(150_000))));

        String html = page(results);

        WrittenPage page = WrittenPage.of(html);
        assertThat(html.getBytes(UTF_8)).hasSizeBetween(1_900_000, SweepPage.MOST_OCTETS);
        assertThat(page.ofClass("summary"))
                .containsExactly(
                        "20 runs: 10 passed, 10 failed.",
                        "The conversations of 7 runs are left out, because the page would be larger than 2 MB.");
        assertThat(page.elements("section").stream()
                        .filter(section -> section.words().endsWith("because the page would be too large.")))
                .extracting(section -> section.attribute("id"))
                .containsExactly("run-4", "run-5", "run-6", "run-7", "run-8", "run-9", "run-10");
    }

    @Test
    void evenFailedRunsCanBeTooLarge() {
        String html = page(List.of(failed("one", "lost", large(3_000_000))));

        assertThat(html.getBytes(UTF_8)).hasSizeLessThan(20_000);
        assertThat(html).contains("The conversations of 1 run are left out");
    }

    @Test
    void manyFailuresAreShortenedMore() {
        String failure = "lost ".repeat(2_000);

        String html = page(Collections.nCopies(1_000, failed("RETR 1 reset before its reply", failure, large(10_000))));

        assertThat(html.getBytes(UTF_8)).hasSizeLessThan(SweepPage.MOST_OCTETS);
        assertThat(WrittenPage.of(html).elements("pre").get(0).words()).hasSizeLessThan(600);
    }

    @Test
    void aCellOfSeveralRunsCountsThoseThatFailed() {
        SweepResult unreached = new SweepResult("QUIT", FaultKind.RESET, "x", 1, Outcome.UNREACHED, "", List.of());

        WrittenPage page = pageOf(
                unreached,
                passed("QUIT", FaultKind.RESET, "y"),
                unreached,
                failed("z", "lost"),
                new SweepResult(STEP, FaultKind.RESET, "x", 1, Outcome.UNREACHED, "", List.of()));

        assertThat(page.rows()).contains(List.of("QUIT", "? 2 of 3 ? . ?"), List.of(STEP, "F 2 of 2 F ?"));
    }

    @Pop3Server(generate = 1)
    static class Swept {
        @FaultSweepTest(faults = FaultKind.REFUSAL, report = TranscriptReport.ALWAYS)
        void fetches(Pop3Endpoint endpoint) {
            new SweptFetcher(endpoint, SweptFetcher.Habit.NONE).run(2);
        }
    }

    @Test
    void aSweepPublishesItsPage(@TempDir Path files) throws Exception {
        Run.of(Swept.class, files);

        Path file = Run.filesIn(files).stream()
                .filter(each -> each.toString().endsWith(".html"))
                .findAny()
                .orElseThrow();
        assertThat(file).hasFileName("pop3-sweep-SweepPageTest.Swept.fetches.html");
        WrittenPage page = WrittenPage.of(Files.readString(file));
        assertThat(page.rows()).contains(List.of("RETR 1", "."), List.of("QUIT", ". ."));
        assertThat(page.withId("run-1").words())
                .contains("fault: \"USER user refused with -ERR")
                .doesNotContain("PASS password");
    }

    @Test
    void withoutADirectoryForFilesThereIsNoPage() {
        assertThat(Run.of(Swept.class).entries())
                .noneMatch(entry -> entry.toString().contains("<html"));
    }
}
