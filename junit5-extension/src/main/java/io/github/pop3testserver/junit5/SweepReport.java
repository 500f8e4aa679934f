package io.github.pop3testserver.junit5;

import io.github.pop3testserver.model.Transcript;
import java.time.Instant;
import java.util.List;

/**
 * What became of a sweep, as plain values.
 *
 * @param title names the test, such as {@code OuterTest.InnerTest.survivesAnything}
 * @param undisturbed the sessions of the recorded run
 * @param cells where there are failures to try, whether or not all are tried, in the order of the conversation
 * @param results one for each run with a fault, in their order
 * @param remarks sentences about the sweep as a whole, such as a seed, or how two undisturbed runs differ
 */
record SweepReport(
        String title,
        List<SweptSession> undisturbed,
        List<Cell> cells,
        List<SweepResult> results,
        List<String> remarks) {

    SweepReport {
        cells = List.copyOf(cells);
        undisturbed = List.copyOf(undisturbed);
        results = List.copyOf(results);
        remarks = List.copyOf(remarks);
    }

    /** All failures of a kind at a step. */
    record Cell(String step, FaultKind kind) {}

    /** The steps at which a failure can happen, in the order of the conversation. */
    List<String> steps() {
        return cells.stream().map(Cell::step).distinct().toList();
    }

    List<FaultKind> kinds() {
        return cells.stream().map(Cell::kind).distinct().sorted().toList();
    }

    /** The results at a step; empty if no failure of this kind was tried there. */
    List<SweepResult> resultsOf(Cell cell) {
        return results.stream()
                .filter(result -> result.kind() == cell.kind() && result.step().equals(cell.step()))
                .toList();
    }

    /** Whether there are failures of this kind at the step, and none of them was tried. */
    boolean isUntried(Cell cell) {
        return cells.contains(cell) && resultsOf(cell).isEmpty();
    }

    /** How a run ended. */
    enum Outcome {
        PASSED,
        FAILED,
        /** The run never reached its step, which fails it as well. */
        UNREACHED
    }

    /**
     * One run with one fault.
     *
     * @param step the step of the conversation, which is the same for all sessions that take it: a command,
     *     {@code connect}, {@code greeting}, {@code TLS handshake}, {@code SASL response 1}
     * @param name of the run, which says what happened: {@code 12 of 140: RETR 1 refused with -ERR (session 2)}
     * @param faultSession the number of the session that met the fault; 0 if none did
     * @param failure what the run failed with; empty if it passed
     * @param sessions all conversations of the run
     */
    record SweepResult(
            String step,
            FaultKind kind,
            String name,
            int faultSession,
            Outcome outcome,
            String failure,
            List<SweptSession> sessions) {

        SweepResult {
            sessions = List.copyOf(sessions);
        }
    }

    /**
     * A session as it was when its run ended. It keeps no message and no server.
     *
     * @param openedAt the lines' times count from here
     * @param conversation a line that begins with {@code -- fault:} shows where a fault was applied
     */
    record SweptSession(Instant openedAt, Transcript.Session conversation) {}
}
