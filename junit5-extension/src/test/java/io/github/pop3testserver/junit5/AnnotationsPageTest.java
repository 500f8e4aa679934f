package io.github.pop3testserver.junit5;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The tables of docs/annotations.md say what the annotations say, and leave nothing out. */
class AnnotationsPageTest {

    @Test
    void eachAttributeOfPop3ServerIsThereWithItsTypeAndItsDefault() throws Exception {
        Map<String, String> defaults = defaultsOfSingleValues();
        List<List<String>> expected = new ArrayList<>();
        for (Method attribute : Pop3Server.class.getDeclaredMethods()) {
            String name = attribute.getName();
            expected.add(
                    name.equals("value")
                            ? List.of(name, "String", shown(attribute.getDefaultValue()), "another server")
                            : List.of(
                                    name,
                                    type(attribute, defaults.containsKey(name)),
                                    defaults.getOrDefault(name, "none"),
                                    defaults.containsKey(name) ? "nearest counts" : "add up"));
        }
        assertThat(table("Several declarations"))
                .extracting(row -> row.subList(0, 4))
                .containsExactlyInAnyOrderElementsOf(expected);
    }

    private static String type(Method attribute, boolean single) {
        return attribute.getReturnType().getComponentType().getSimpleName() + (single ? "" : "...");
    }

    private static Map<String, String> defaultsOfSingleValues() throws IllegalAccessException {
        Map<String, String> defaults = new HashMap<>();
        for (Field constant : Attribute.class.getDeclaredFields()) {
            if (Modifier.isStatic(constant.getModifiers()) && constant.getType() == Attribute.class) {
                Attribute<?> attribute = (Attribute<?>) constant.get(null);
                defaults.put(attribute.name(), shown(attribute.byDefault()));
            }
        }
        return defaults;
    }

    private static String shown(Object value) {
        return value instanceof String ? "\"" + value + "\"" : String.valueOf(value);
    }

    @Test
    void eachAttributeOfDisconnectSweepTestIsThereWithItsTypeAndItsDefault() throws Exception {
        assertThat(table("Attribute | Type | Default | Meaning"))
                .extracting(row -> row.subList(0, 3))
                .containsExactlyInAnyOrderElementsOf(Stream.of(DisconnectSweepTest.class.getDeclaredMethods())
                        .map(attribute -> List.of(
                                attribute.getName(),
                                attribute.getReturnType().getSimpleName(),
                                shown(attribute.getDefaultValue())))
                        .toList());
    }

    @Test
    void eachAttributeOfFaultSweepTestIsThereWithItsTypeAndItsDefault() throws Exception {
        assertThat(table("Attribute | Type | Default | What it sets"))
                .extracting(row -> row.subList(0, 3))
                .containsExactlyInAnyOrderElementsOf(Stream.of(FaultSweepTest.class.getDeclaredMethods())
                        .map(attribute -> List.of(
                                attribute.getName(), typeOf(attribute), shownOrAll(attribute.getDefaultValue())))
                        .toList());
    }

    private static String typeOf(Method attribute) {
        Class<?> type = attribute.getReturnType();
        return type.isArray() ? type.getComponentType().getSimpleName() + "..." : type.getSimpleName();
    }

    private static String shownOrAll(Object value) {
        return Arrays.equals(FaultKind.values(), value instanceof FaultKind[] kinds ? kinds : new FaultKind[0])
                ? "all"
                : shown(value);
    }

    @Test
    void eachKindOfFailureIsThere() throws Exception {
        assertThat(table("Happens at | What happens"))
                .extracting(row -> row.get(0))
                .containsExactlyElementsOf(
                        Stream.of(FaultKind.values()).map(Enum::name).toList());
    }

    @Test
    void eachTypeThatCanBeInjectedIsThere() throws Exception {
        Field byType = InjectionPoint.class.getDeclaredField("BY_TYPE");
        byType.setAccessible(true);
        assertThat(table("You get"))
                .extracting(row -> row.get(0))
                .containsExactlyInAnyOrderElementsOf(((Map<?, ?>) byType.get(null))
                        .keySet().stream()
                                .map(type -> ((Class<?>) type).getSimpleName())
                                .toList());
    }

    @Test
    void eachMethodForFieldsIsThere() throws Exception {
        assertThat(table("Method"))
                .extracting(row -> row.get(0))
                .containsExactlyInAnyOrderElementsOf(Stream.of(Pop3ServerExtension.class.getDeclaredMethods())
                        .filter(AnnotationsPageTest::isForTests)
                        .map(AnnotationsPageTest::signature)
                        .toList());
    }

    /** The rest are JUnit's callbacks. */
    private static boolean isForTests(Method method) {
        return Modifier.isPublic(method.getModifiers())
                && method.getReturnType().getName().startsWith("io.github.pop3testserver.");
    }

    private static String signature(Method method) {
        return Arrays.stream(method.getParameterTypes())
                .map(type -> type.isArray() ? type.getComponentType().getSimpleName() + "..." : type.getSimpleName())
                .collect(Collectors.joining(", ", method.getName() + "(", ")"));
    }

    /** The cells of the table whose head has these words, without code marks. */
    private static List<List<String>> table(String words) throws IOException {
        List<List<String>> rows = new ArrayList<>();
        boolean inTable = false;
        for (String line : Files.readAllLines(page())) {
            if (!line.startsWith("|")) {
                inTable = false;
            } else if (line.contains("| " + words + " |")) {
                inTable = true;
            } else if (inTable && !line.startsWith("|---")) {
                rows.add(cells(line));
            }
        }
        assertThat(rows).as("table of \"%s\"", words).isNotEmpty();
        return rows;
    }

    private static List<String> cells(String row) {
        return Stream.of(row.substring(1, row.length() - 1).split("\\|", -1))
                .map(cell -> cell.replace("`", "").strip())
                .toList();
    }

    /** Surefire runs in the module's directory, an IDE perhaps in the project's. */
    private static Path page() {
        Path start = Path.of(System.getProperty("basedir", "")).toAbsolutePath();
        for (Path folder = start; folder != null; folder = folder.getParent()) {
            Path page = folder.resolve("docs").resolve("annotations.md");
            if (Files.exists(page)) {
                return page;
            }
        }
        throw new AssertionError("no docs/annotations.md in " + start + " or above");
    }
}
