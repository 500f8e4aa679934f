package io.github.pop3testserver.junit5;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.TestTemplate;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * Runs a test once per step of its conversations and kind of failure, to show that the application survives any of
 * them.
 *
 * <pre>{@code
 * @FaultSweepTest
 * void losesNothingWhateverHappens(Maildrop maildrop) {
 *     maildrop.add(message("one"), message("two"));
 *     fetcher.runSchedule(3);
 *     assertThat(store.subjects()).containsExactly("one", "two");
 *     assertThat(maildrop).isEmpty();
 * }
 * }</pre>
 *
 * <p>The first run is undisturbed, and recorded. A second one shows whether the application does the same each time. One
 * run follows for each failure that is possible at a step of the recorded conversations. Each failure happens once;
 * after it the server behaves correctly again. So an application that polls often enough must end as in the undisturbed
 * run, and the same assertions fit all runs. Each run is a test, named after its failure:
 * {@code 12 of 140: RETR 1 refused with -ERR}.
 *
 * <p>After its own assertions each run also checks what only the server knows; see {@link SweepVerdict}. A run fails too
 * if its clients never reach the step because they do something else than in the recorded run.
 *
 * <p>After the last run a matrix shows the steps that each kind of failure was tried at, and which runs failed. It is
 * printed and published as a file.
 *
 * <p>The runs are sequential: {@code @Execution(CONCURRENT)} on the method is rejected. Other tests may run in
 * parallel.
 */
@Target({ElementType.METHOD, ElementType.ANNOTATION_TYPE})
@Retention(RetentionPolicy.RUNTIME)
@Documented
@TestTemplate
// The recorded run decides which runs follow.
@Execution(ExecutionMode.SAME_THREAD)
@ExtendWith(Pop3ServerExtension.class)
@ExtendWith({TimeoutWatch.class, FaultSweep.class})
public @interface FaultSweepTest {

    /** The kinds of failures. Default: all. */
    FaultKind[] faults() default {
        FaultKind.DISCONNECT,
        FaultKind.RESET,
        FaultKind.REFUSAL,
        FaultKind.LOST_REPLY,
        FaultKind.STALL,
        FaultKind.DRIBBLE,
        FaultKind.GARBLE,
        FaultKind.UNAVAILABLE,
        FaultKind.PARTIAL_UPDATE
    };

    /** The name of the server that fails, if the test has several. */
    String server() default "";

    /** The maximum number of runs with a failure. A test that needs more fails after the undisturbed runs. */
    int maxRuns() default 2000;

    /** How many runs to take of each kind, at random; 0 for all. */
    int sample() default 0;

    /** Selects the same sample again: the seed that the report of a sample shows. 0 for a new one each time. */
    long seed() default 0;

    /** After this many failed runs no other follows; 0 for no limit. */
    int stopAfter() default 0;

    /** How long a client may wait for a server that stalls: a number and {@code ms}, {@code s} or {@code m}. */
    String stallLimit() default "5 s";

    /** What each run checks in addition to the test's own assertions. */
    SweepVerdict verdict() default SweepVerdict.SERVER;

    /**
     * How many logins may fail in a run. By default, as many as were refused, plus one for each session of the
     * undisturbed run, plus those that failed in it.
     */
    int maxFailedLogins() default -1;

    /** When the matrix is also written as an HTML page with all conversations. */
    TranscriptReport report() default TranscriptReport.ON_FAILURE;
}
