package io.github.pop3testserver;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Each row of docs/scenarios.md names tests that are there, its lines are lines of these tests, and it names the clients that
 * they use, in the versions of the POM, and a public report if there is one.
 */
class ScenariosTableTest {

    private static final Path TROUBLE =
            Path.of("src", "test", "java", "io", "github", "pop3testserver", "client", "trouble");

    private static final Pattern REPORTS =
            Pattern.compile("no public report known|\\[\\S+ #\\d+]\\(https://github.com/\\S+/\\d+\\).*");

    private static final Pattern USES_ANGUS = Pattern.compile(
            "Angus\\.|refusalBy\\(|flagThenProcess\\(|fetchUnknown\\(|uidOfTheFirstMail\\(|assertNotAsked\\(|this::poll");

    private static final Pattern CODE = Pattern.compile("`([^`]+)`");

    /** A test method in a source that is formatted as ours are: its name, and its body. */
    private static final Pattern METHOD = Pattern.compile("(?s)@Test\n    void (\\w+)\\(.*?\n    }\n");

    private final ProtocolTableTest tables = new ProtocolTableTest();

    /** What is in each test, without blanks, by the test's name on the page. */
    private final Map<String, String> tests = new TreeMap<>();

    @BeforeEach
    void readTheTests() throws IOException {
        try (Stream<Path> sources = Files.list(TROUBLE)) {
            for (Path source : (Iterable<Path>) sources::iterator) {
                String name = source.getFileName().toString().replace(".java", ".");
                METHOD.matcher(Files.readString(source))
                        .results()
                        .forEach(method -> tests.put(name + method.group(1), withoutBlanks(method.group())));
            }
        }
    }

    @Test
    void eachRowHasAScenarioALineItsClientsAReportAndATestThatHoldsTheLine() throws IOException {
        List<String> rows = ProtocolTableTest.rows(Files.readAllLines(ProtocolTableTest.page("scenarios.md")));
        assertThat(rows).hasSizeGreaterThan(36);
        assertThat(rows.stream().flatMap(row -> faults(row).stream())).isEmpty();
    }

    @Test
    void eachTestIsInTheTable() throws IOException {
        String page = Files.readString(ProtocolTableTest.page("scenarios.md"));
        assertThat(tests.keySet())
                .hasSizeGreaterThan(36)
                .allSatisfy(test -> assertThat(page).contains('`' + test + '`'));
    }

    @Test
    void whatIsWrongWithARowIsShownWithTheRow() {
        String test = "`QuitTroubleTest.quitThatIsNeverProcessedBringsAllMailAgain`";
        String angus = "Angus Mail " + version("angus-mail");
        String report = "no public report known";
        assertThat(faults("| Too few. | " + test + " |")).containsExactly("not 5 cells: | Too few. | " + test + " |");
        assertThat(faults("| | | | | " + test + " |"))
                .containsExactly(
                        "no scenario: | | | | | " + test + " |",
                        "no line in a test: | | | | | " + test + " |",
                        "no report: | | | | | " + test + " |",
                        "not the clients of its tests, which are " + angus + ": | | | | | " + test + " |");
        assertThat(faults("| Gone. | `server.on(QUIT)` | | " + report + " | `GoneTest.x` |"))
                .containsExactly("no test class GoneTest: Gone.", "not in its tests: server.on(QUIT): Gone.");
        assertThat(faults("| Other. | `server.on(NOOP).err(\"x\")` | " + angus + " | " + report + " | " + test + " |"))
                .containsExactly("not in its tests: server.on(NOOP).err(\"x\"): Other.");
        assertThat(faults("| Good. | `server.on(QUIT) .disconnect(beforeProcessing())` | " + angus
                        + " | [zammad #78](https://github.com/zammad/zammad/issues/78) | " + test + " |"))
                .isEmpty();
    }

    private List<String> faults(String row) {
        String[] cells = row.split("\\|", -1);
        if (cells.length != 7) {
            return List.of("not 5 cells: " + row);
        }
        List<String> faults = new ArrayList<>();
        String scenario = cells[1].strip();
        if (scenario.isEmpty()) {
            faults.add("no scenario: " + row);
        }
        List<String> lines = codes(cells[2]);
        if (lines.isEmpty()) {
            faults.add("no line in a test: " + row);
        }
        if (!REPORTS.matcher(cells[4].strip()).matches()) {
            faults.add("no report: " + row);
        }
        faults.addAll(tables.faultsOfTests(cells[5], row, scenario));
        List<String> bodies = codes(cells[5]).stream()
                .map(test -> tests.getOrDefault(test, ""))
                .toList();
        String clients = clients(String.join("", bodies));
        if (!cells[3].strip().equals(clients)) {
            faults.add("not the clients of its tests, which are " + clients + ": " + row);
        }
        for (String line : lines) {
            if (bodies.stream().noneMatch(body -> body.contains(withoutBlanks(line)))) {
                faults.add("not in its tests: " + line + ": " + scenario);
            }
        }
        return faults;
    }

    /** What the tests fetch mail with, some of them by a method of their class. */
    private static String clients(String bodies) {
        List<String> clients = new ArrayList<>();
        if (USES_ANGUS.matcher(bodies).find()) {
            clients.add("Angus Mail " + version("angus-mail"));
        }
        if (bodies.contains("CommonsNet.")) {
            clients.add("Commons Net " + version("commons-net"));
        }
        if (bodies.contains("\"curl\"")) {
            clients.add("curl");
        }
        return String.join(", ", clients);
    }

    private static String version(String artifact) {
        try {
            String pom = Files.readString(ProtocolTableTest.page("../pom.xml"));
            Matcher version =
                    Pattern.compile("<version\\." + artifact + ">(.*)</").matcher(pom);
            assertThat(version.find()).isTrue();
            return version.group(1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> codes(String cell) {
        return CODE.matcher(cell).results().map(code -> code.group(1)).toList();
    }

    /** The formatter breaks lines where it likes. */
    private static String withoutBlanks(String text) {
        return text.replaceAll("\\s", "");
    }
}
