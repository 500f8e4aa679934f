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
 * Runs a test once per protocol step, and drops a connection at that step, to show that the application survives a
 * disconnect anywhere.
 *
 * <pre>{@code
 * @DisconnectSweepTest
 * void survivesADisconnectAnywhere(Maildrop maildrop) {
 *     maildrop.add(message("a"), message("b"));
 *     fetcher.runSchedule(3);
 *     assertThat(store.subjects()).containsOnlyOnce("a", "b");
 *     assertThat(maildrop).hasLostNothing().isEmpty();
 * }
 * }</pre>
 *
 * <p>This is shorthand for {@link FaultSweepTest} with disconnects only, by default none inside a reply, and with
 * {@link SweepVerdict#NONE}: only the test's own assertions count. The first run is
 * recorded, without a cut. It is followed by one run for each cut: before the greeting, before the server processes each
 * command, and after it has processed the command but before its reply; with TLS also before the handshake. Each run is
 * a test, named after its cut: {@code cut 7 of 23: after DELE 1 was processed, before its reply}. It cuts one connection,
 * so an application that tries again must succeed. It fails if its clients never reach the cut because they send other
 * commands than in the recorded run. If a run fails, a matrix is printed and published after the last one.
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
public @interface DisconnectSweepTest {

    /**
     * Whether to cut inside each multi-line reply too: after its status line, in the middle, and before and inside its
     * terminator.
     */
    boolean insideReplies() default false;

    /** Whether to cut with RST, as when a host crashes, instead of FIN. */
    boolean reset() default false;

    /** The name of the server whose connections are cut, if the test has several. */
    String server() default "";

    /** The maximum number of cuts. A test that needs more fails after the recorded run. */
    int maxCuts() default 500;
}
