package io.github.pop3testserver.junit5;

import io.github.pop3testserver.junit5.SweepReport.Outcome;
import io.github.pop3testserver.junit5.SweepReport.SweepResult;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A run as the page of a sweep shows it.
 *
 * @param number from 1, in the order of the runs
 * @param failure shortened if it is very long; empty if the run passed
 */
record PageRun(int number, SweepResult result, String failure) {

    private static final int LONGEST_FAILURE = 4_000;

    /** All failures together. */
    private static final int LONGEST_FAILURES = 500_000;

    private static final int LONGEST_LINE = 240;

    static List<PageRun> all(List<SweepResult> results) {
        long failed =
                results.stream().filter(result -> !result.failure().isEmpty()).count();
        int longest = (int) Math.min(LONGEST_FAILURE, LONGEST_FAILURES / Math.max(1, failed));
        return IntStream.range(0, results.size())
                .mapToObj(i -> new PageRun(
                        i + 1,
                        results.get(i),
                        shortened(results.get(i).failure().strip(), longest)))
                .toList();
    }

    private static String shortened(String text, int longest) {
        int more = text.length() - longest;
        return more <= 0 ? text : text.substring(0, longest) + "\n… " + Count.of(more, "character") + " left out …";
    }

    String id() {
        return "run-" + number;
    }

    boolean failed() {
        return result.outcome() != Outcome.PASSED;
    }

    /** The outcome as the style sheet knows it. */
    String style() {
        return failed() ? "failed" : "passed";
    }

    /** The outcome in the table. */
    char sign() {
        return switch (result.outcome()) {
            case PASSED -> '.';
            case FAILED -> 'F';
            case UNREACHED -> '?';
        };
    }

    /** The outcome in words. */
    String outcome() {
        return switch (result.outcome()) {
            case PASSED -> "passed";
            case FAILED -> "failed";
            case UNREACHED -> "failed: never reached the step";
        };
    }

    /** In one line, because the first line of a failure often says little. */
    String failureInALine() {
        String line = failure.replaceAll("\\s+", " ");
        return line.length() <= LONGEST_LINE ? line : line.substring(0, LONGEST_LINE) + "…";
    }
}
