package io.github.pop3testserver.samples.clients;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.pop3testserver.samples.sweeps.SweepOutcome;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** docs/fault-sweep.md shows what the sweeps over frameworks find. */
class ClientSweepsTest {

    private final String page = SweepOutcome.page();

    @ParameterizedTest
    @ValueSource(classes = {ClientSweeps.SpringIntegrationTest.class, ClientSweeps.CamelTest.class})
    void findsWhatThePageShows(Class<?> sweep) {
        int column = sweep.equals(ClientSweeps.SpringIntegrationTest.class) ? 2 : 3;
        SweepOutcome outcome = SweepOutcome.of(sweep);

        assertThat(rows().map(cells -> cells.get(1) + cells.get(column)))
                .as("%s", outcome.matrix())
                .containsExactlyElementsOf(outcome.failedSteps().entrySet().stream()
                        .map(kind -> "`" + kind.getKey() + "`" + cell(kind.getValue()))
                        .toList());
    }

    private static String cell(List<String> steps) {
        return steps.isEmpty() ? "passed" : "failed at " + String.join(", ", steps);
    }

    /** The rows of the table with a column for each framework. */
    private Stream<List<String>> rows() {
        return page.substring(page.indexOf("| Kind | Spring Integration"))
                .lines()
                .skip(2)
                .takeWhile(line -> line.startsWith("|"))
                .map(line -> Arrays.asList(line.split(" *\\| *", -1)));
    }

    @Test
    void thePageNamesTheVersions() {
        assertThat(page)
                .contains("Spring Integration " + Client.SPRING_INTEGRATION.version())
                .contains("Camel " + Client.CAMEL.version());
    }

    @Test
    void thePageNamesATestForEachFinding() {
        assertThat(Stream.of(SweepFindingsTest.class.getDeclaredMethods())
                        .filter(method -> method.isAnnotationPresent(Test.class)
                                || method.isAnnotationPresent(ParameterizedTest.class))
                        .map(Method::getName))
                .allSatisfy(name -> assertThat(page).contains("`" + name + "`"));
    }
}
