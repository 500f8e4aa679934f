package io.github.pop3testserver;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Each row of docs/protocol.md and docs/guarantees.md names tests that are there; those of the first have a source, too. */
class ProtocolTableTest {

    /** A section, or one of an appendix. */
    private static final String SOURCE = "RFC \\d{4} §(\\d+|[A-Z])(\\.\\d+)*";

    private static final Pattern SOURCES =
            Pattern.compile(SOURCE + "(, " + SOURCE + ")*|draft-[a-z0-9-]+ §\\d+|practice");

    /** A class by its simple name, with its last package before it where there are two. */
    private static final Pattern TESTS = Pattern.compile("`([a-z0-9.]*[A-Z]\\w*)\\.(\\w+)`");

    private static final Pattern TEST_CELL = Pattern.compile(TESTS.pattern() + "( " + TESTS.pattern() + ")*");

    private final List<String> testClasses = testClasses();

    @Test
    void eachRowHasARuleASourceAndATestThatIsThere() throws IOException {
        List<String> rows = rows(Files.readAllLines(page("protocol.md")));
        assertThat(rows).hasSizeGreaterThan(100);
        assertThat(rows.stream().flatMap(row -> faults(row).stream())).isEmpty();
    }

    @Test
    void eachGuaranteeHasATestThatIsThere() throws IOException {
        List<String> rows = rows(Files.readAllLines(page("guarantees.md")));
        assertThat(rows).hasSizeGreaterThan(17);
        assertThat(rows.stream().flatMap(row -> faultsOfGuarantee(row).stream()))
                .isEmpty();
    }

    @Test
    void whatIsWrongWithAGuaranteeIsShownWithTheRow() {
        assertThat(faultsOfGuarantee("| No test. |")).containsExactly("not 2 cells: | No test. |");
        assertThat(faultsOfGuarantee("| | `FaultTest.wasRenamed` |"))
                .containsExactly("no guarantee: | | `FaultTest.wasRenamed` |", "FaultTest has no test wasRenamed: ");
        assertThat(faultsOfGuarantee("| Untested. | |")).containsExactly("no test: | Untested. | |");
        assertThat(faultsOfGuarantee("| Good. | `FaultTest.errCarriesAResponseCode` |"))
                .isEmpty();
    }

    @Test
    void whatIsWrongWithARowIsShownWithTheRow() {
        assertThat(faults("| Too few. | RFC 1939 §3 |")).containsExactly("not 3 cells: | Too few. | RFC 1939 §3 |");
        assertThat(faults("|  | somewhere | |"))
                .containsExactly(
                        "no rule: |  | somewhere | |", "no source: |  | somewhere | |", "no test: |  | somewhere | |");
        assertThat(faults("| Gone. | practice | `FaultTest.wasRenamed` `GoneTest.x` `LoginTest.x` `FaultTest.close` |"))
                .containsExactly(
                        "FaultTest has no test wasRenamed: Gone.",
                        "no test class GoneTest: Gone.",
                        "LoginTest can be several classes, write its package before it: Gone.",
                        "FaultTest has no test close: Gone.");
        assertThat(faults("| Good. | RFC 2449 §6.4, RFC 3206 §6 | `FaultTest.errCarriesAResponseCode` |"))
                .isEmpty();
    }

    /** Surefire runs in the module's directory, an IDE perhaps in the project's. */
    static Path page(String name) {
        Path start = Path.of(System.getProperty("basedir", "")).toAbsolutePath();
        for (Path folder = start; folder != null; folder = folder.getParent()) {
            Path page = folder.resolve("docs").resolve(name);
            if (Files.exists(page)) {
                return page;
            }
        }
        throw new AssertionError("no docs/" + name + " in " + start + " or above");
    }

    /** The tables' lines, without the two that each table begins with. */
    static List<String> rows(List<String> lines) {
        List<String> rows = new ArrayList<>();
        boolean inTable = false;
        for (String line : lines) {
            if (!line.startsWith("|")) {
                inTable = false;
            } else if (line.startsWith("|---")) {
                inTable = true;
            } else if (inTable) {
                rows.add(line);
            }
        }
        return rows;
    }

    private List<String> faults(String row) {
        String[] cells = row.split("\\|", -1);
        if (cells.length != 5) {
            return List.of("not 3 cells: " + row);
        }
        List<String> faults = new ArrayList<>();
        if (cells[1].isBlank()) {
            faults.add("no rule: " + row);
        }
        if (!SOURCES.matcher(cells[2].strip()).matches()) {
            faults.add("no source: " + row);
        }
        faults.addAll(faultsOfTests(cells[3], row, cells[1].strip()));
        return faults;
    }

    private List<String> faultsOfGuarantee(String row) {
        String[] cells = row.split("\\|", -1);
        if (cells.length != 4) {
            return List.of("not 2 cells: " + row);
        }
        List<String> faults = new ArrayList<>();
        if (cells[1].isBlank()) {
            faults.add("no guarantee: " + row);
        }
        faults.addAll(faultsOfTests(cells[2], row, cells[1].strip()));
        return faults;
    }

    List<String> faultsOfTests(String cell, String row, String rule) {
        List<String> faults = new ArrayList<>();
        if (!TEST_CELL.matcher(cell.strip()).matches()) {
            faults.add("no test: " + row);
        }
        TESTS.matcher(cell)
                .results()
                .map(test -> fault(test.group(1), test.group(2)))
                .filter(fault -> !fault.isEmpty())
                .forEach(fault -> faults.add(fault + ": " + rule));
        return faults;
    }

    /** Empty if the test is there. */
    private String fault(String className, String method) {
        List<String> found = testClasses.stream()
                .filter(name -> name.endsWith("." + className))
                .toList();
        if (found.isEmpty()) {
            return "no test class " + className;
        }
        if (found.size() > 1) {
            return className + " can be several classes, write its package before it";
        }
        return hasTest(found.get(0), method) ? "" : className + " has no test " + method;
    }

    private static boolean hasTest(String className, String name) {
        try {
            Class<?> type = Class.forName(className, false, ProtocolTableTest.class.getClassLoader());
            return Stream.of(type.getDeclaredMethods())
                    .filter(method -> method.getName().equals(name))
                    .anyMatch(ProtocolTableTest::isTest);
        } catch (ClassNotFoundException e) {
            throw new AssertionError(e);
        }
    }

    /** By name: this module's tests do not read the module that the annotations are in. Ours may be annotated with one of them. */
    private static boolean isTest(AnnotatedElement element) {
        return Stream.of(element.getAnnotations())
                .map(Annotation::annotationType)
                .anyMatch(type -> type.getSimpleName().equals("Test")
                        || type.getSimpleName().equals("ParameterizedTest")
                        || (type.getName().startsWith("io.github.pop3testserver.") && isTest(type)));
    }

    /** The names of the compiled test classes. */
    private static List<String> testClasses() {
        try {
            String own = ProtocolTableTest.class.getName().replace('.', '/') + ".class";
            Path file = Path.of(ProtocolTableTest.class
                    .getResource("ProtocolTableTest.class")
                    .toURI());
            Path root = Path.of(file.toString().substring(0, file.toString().length() - own.length()));
            try (Stream<Path> files = Files.walk(root)) {
                return files.map(path -> root.relativize(path).toString().replace('\\', '/'))
                        .filter(path -> path.endsWith(".class") && !path.contains("$"))
                        .map(path -> path.substring(0, path.length() - ".class".length())
                                .replace('/', '.'))
                        .toList();
            }
        } catch (IOException | URISyntaxException e) {
            throw new AssertionError(e);
        }
    }
}
