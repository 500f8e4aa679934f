package io.github.pop3testserver.junit5;

import io.github.pop3testserver.junit5.SweepReport.Cell;
import io.github.pop3testserver.junit5.SweepReport.Outcome;
import io.github.pop3testserver.junit5.SweepReport.SweepResult;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Shows what became of a sweep as text: the steps down, the kinds of failures across, and the runs that failed. */
final class SweepMatrix {

    private static final String LEGEND = ". passed   F failed   ? step not reached   - not applicable";

    /** Only where a sample or an early end leaves some out. */
    private static final String UNTRIED_LEGEND = "   ~ not tried";

    private static final String GAP = "  ";

    private static final int LONGEST_FAILURE = 240;

    private final SweepReport report;
    private final List<String> steps;
    private final List<FaultKind> kinds;
    private final int stepWidth;

    private SweepMatrix(SweepReport report) {
        this.report = report;
        this.steps = report.steps();
        this.kinds = report.kinds();
        this.stepWidth = steps.stream().mapToInt(String::length).max().orElse(0);
    }

    static String of(SweepReport report) {
        SweepMatrix matrix = new SweepMatrix(report);
        return matrix.heading() + "\n\n" + matrix.rows() + "\n" + matrix.legend() + matrix.remarks()
                + matrix.failures();
    }

    private List<SweepResult> failed() {
        return report.results().stream()
                .filter(result -> result.outcome() != Outcome.PASSED)
                .toList();
    }

    private String heading() {
        return "Sweep of " + report.title() + ": " + Count.of(report.results().size(), "run") + ", " + failed().size()
                + " failed";
    }

    private String rows() {
        StringBuilder rows = new StringBuilder(padded("", stepWidth));
        kinds.forEach(kind -> rows.append(GAP).append(kind));
        rows.append('\n');
        for (String step : steps) {
            rows.append(padded(step, stepWidth));
            for (FaultKind kind : kinds) {
                int width = kind.name().length();
                rows.append(GAP).append(padded(" ".repeat((width - 1) / 2) + sign(new Cell(step, kind)), width));
            }
            rows.append('\n');
        }
        return rows.toString().lines().map(String::stripTrailing).collect(Collectors.joining("\n", "", "\n"));
    }

    private char sign(Cell cell) {
        List<Outcome> outcomes =
                report.resultsOf(cell).stream().map(SweepResult::outcome).toList();
        if (outcomes.isEmpty()) {
            return report.isUntried(cell) ? '~' : '-';
        }
        if (outcomes.contains(Outcome.FAILED)) {
            return 'F';
        }
        return outcomes.contains(Outcome.UNREACHED) ? '?' : '.';
    }

    private String legend() {
        return LEGEND + (report.cells().stream().anyMatch(report::isUntried) ? UNTRIED_LEGEND : "");
    }

    private String remarks() {
        return report.remarks().stream().map(remark -> "\n" + remark).collect(Collectors.joining());
    }

    /** Runs that failed in the same way stand together. */
    private String failures() {
        if (failed().isEmpty()) {
            return "";
        }
        Map<String, List<SweepResult>> byFailure = failed().stream()
                .collect(Collectors.groupingBy(
                        result -> shortened(result.failure()), LinkedHashMap::new, Collectors.toList()));
        StringBuilder list = new StringBuilder("\n\nFailed runs:");
        byFailure.forEach((failure, results) -> {
            results.forEach(result -> list.append("\n").append(result.name()));
            list.append("\n    ").append(failure);
        });
        return list.toString();
    }

    /** One line of a failure, which may have many. */
    private static String shortened(String failure) {
        String line = failure.strip().replaceAll("\\s+", " ");
        return line.length() <= LONGEST_FAILURE ? line : line.substring(0, LONGEST_FAILURE) + "...";
    }

    private static String padded(String text, int width) {
        return text + " ".repeat(Math.max(0, width - text.length()));
    }
}
