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
 * A test that is run again and again, each time with the line cut at another place: does the application survive a
 * disconnect anywhere?
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
 * <p>The first run is left alone and recorded. Then there is one run for each cut: before the greeting, before each command
 * was processed, and after each was processed but before its reply; with TLS also before the handshake. Each run has a
 * server of its own, and the name of its cut: {@code cut 7 of 23: after DELE 1 was processed, before its reply}. One
 * connection is cut in each run, so an application that tries again must succeed. A run that never comes to its cut, since it
 * says something else than the recorded run, fails.
 *
 * <p>The runs come one after the other; {@code @Execution(CONCURRENT)} on the method is refused where JUnit runs tests in
 * parallel. Other tests may run at the same time.
 */
@Target({ElementType.METHOD, ElementType.ANNOTATION_TYPE})
@Retention(RetentionPolicy.RUNTIME)
@Documented
@TestTemplate
// What the next runs are is only known when the first one is over.
@Execution(ExecutionMode.SAME_THREAD)
@ExtendWith(Pop3ServerExtension.class)
@ExtendWith({TimeoutWatch.class, DisconnectSweep.class})
public @interface DisconnectSweepTest {

    /** Whether the line is also cut inside each multi-line reply: after its first line, in the middle, at its terminator. */
    boolean insideReplies() default false;

    /** Whether the connection is cut by RST, as when a host crashes, and not by FIN. */
    boolean reset() default false;

    /** The name of the server whose lines are cut, where the test has several. */
    String server() default "";

    /** The most cuts that there may be; a test that needs more is refused, rather than swept in part. */
    int maxCuts() default 500;
}
