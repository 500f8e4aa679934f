package io.github.pop3testserver;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Each row of SECURITY.md has a threat, what holds, and tests that are there. */
class SecurityTableTest {

    private static final Path PAGE = ProtocolTableTest.page("../SECURITY.md");

    private final ProtocolTableTest tables = new ProtocolTableTest();

    @Test
    void eachThreatHasAnAnswerAndATestThatIsThere() throws IOException {
        List<String> rows = ProtocolTableTest.rows(Files.readAllLines(PAGE));
        assertThat(rows).hasSize(28);
        assertThat(rows.stream().flatMap(row -> faults(row).stream())).isEmpty();
    }

    @Test
    void thePageIsFoundByWhoReadsTheOthers() throws IOException {
        for (String page : List.of("README.md", "CONTRIBUTING.md")) {
            assertThat(Files.readString(PAGE.resolveSibling(page))).contains("(SECURITY.md)");
        }
    }

    @Test
    void whatIsWrongWithARowIsToldWithTheRow() {
        String test = "`FaultTest.errCarriesAResponseCode`";
        assertThat(faults("| Too few. | " + test + " |")).containsExactly("not 3 cells: | Too few. | " + test + " |");
        assertThat(faults("| | | |"))
                .containsExactly("no threat: | | | |", "nothing holds: | | | |", "no test: | | | |");
        assertThat(faults("| Gone. | Nothing. | `GoneTest.x` |")).containsExactly("no test class GoneTest: Gone.");
        assertThat(faults("| Good. | All. | " + test + " |")).isEmpty();
    }

    private List<String> faults(String row) {
        String[] cells = row.split("\\|", -1);
        if (cells.length != 5) {
            return List.of("not 3 cells: " + row);
        }
        List<String> faults = new ArrayList<>();
        if (cells[1].isBlank()) {
            faults.add("no threat: " + row);
        }
        if (cells[2].isBlank()) {
            faults.add("nothing holds: " + row);
        }
        faults.addAll(tables.faultsOfTests(cells[3], row, cells[1].strip()));
        return faults;
    }
}
