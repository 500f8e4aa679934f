package io.github.pop3testserver;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Each row of docs/scenarios.md names tests that are there, and its fixture lines are lines of these tests. */
class ScenariosTableTest {

    private static final Path TROUBLE =
            Path.of("src", "test", "java", "io", "github", "pop3testserver", "client", "trouble");

    private static final Pattern CODE = Pattern.compile("`([^`]+)`");

    /** A test method in a source that is formatted as ours are: its name, and its body. */
    private static final Pattern METHOD = Pattern.compile("(?s)@Test\n    void (\\w+)\\(.*?\n    }\n");

    private final ProtocolTableTest tables = new ProtocolTableTest();

    /** What stands in each test, without blanks, by the test's name on the page. */
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
    void eachRowHasATroubleAFixtureLineAndATestThatHoldsTheLine() throws IOException {
        List<String> rows = ProtocolTableTest.rows(Files.readAllLines(ProtocolTableTest.page("scenarios.md")));
        assertThat(rows).hasSizeGreaterThan(36);
        assertThat(rows.stream().flatMap(row -> faults(row).stream())).isEmpty();
    }

    @Test
    void eachTestOfATroubleStandsInTheTable() throws IOException {
        String page = Files.readString(ProtocolTableTest.page("scenarios.md"));
        assertThat(tests.keySet())
                .hasSizeGreaterThan(36)
                .allSatisfy(test -> assertThat(page).contains('`' + test + '`'));
    }

    @Test
    void whatIsWrongWithARowIsToldWithTheRow() {
        String test = "`QuitTroubleTest.quitThatIsNeverProcessedBringsAllMailAgain`";
        assertThat(faults("| Too few. | " + test + " |")).containsExactly("not 4 cells: | Too few. | " + test + " |");
        assertThat(faults("| | | | " + test + " |"))
                .containsExactly("no trouble: | | | | " + test + " |", "no fixture line: | | | | " + test + " |");
        assertThat(faults("| Gone. | `server.on(QUIT)` | | `GoneTest.x` |"))
                .containsExactly("no test class GoneTest: Gone.", "not in its tests: server.on(QUIT): Gone.");
        assertThat(faults("| Other. | `server.on(NOOP).err(\"x\")` | | " + test + " |"))
                .containsExactly("not in its tests: server.on(NOOP).err(\"x\"): Other.");
        assertThat(faults("| Good. | `server.on(QUIT) .disconnect(beforeProcessing())` | | " + test + " |"))
                .isEmpty();
    }

    private List<String> faults(String row) {
        String[] cells = row.split("\\|", -1);
        if (cells.length != 6) {
            return List.of("not 4 cells: " + row);
        }
        List<String> faults = new ArrayList<>();
        String trouble = cells[1].strip();
        if (trouble.isEmpty()) {
            faults.add("no trouble: " + row);
        }
        List<String> lines = codes(cells[2]);
        if (lines.isEmpty()) {
            faults.add("no fixture line: " + row);
        }
        faults.addAll(tables.faultsOfTests(cells[4], row, trouble));
        List<String> bodies = codes(cells[4]).stream()
                .map(test -> tests.getOrDefault(test, ""))
                .toList();
        for (String line : lines) {
            if (bodies.stream().noneMatch(body -> body.contains(withoutBlanks(line)))) {
                faults.add("not in its tests: " + line + ": " + trouble);
            }
        }
        return faults;
    }

    private static List<String> codes(String cell) {
        return CODE.matcher(cell).results().map(code -> code.group(1)).toList();
    }

    /** The formatter breaks lines where it likes. */
    private static String withoutBlanks(String text) {
        return text.replaceAll("\\s", "");
    }
}
