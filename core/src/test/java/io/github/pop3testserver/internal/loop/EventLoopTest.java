package io.github.pop3testserver.internal.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Tasks that come in from other threads, while the loop runs. */
class EventLoopTest {

    private final BlockingQueue<Throwable> failures = new LinkedBlockingQueue<>();
    private final EventLoop loop = new EventLoop("the loop of a test", TimeSource.system(), failures::add);

    @BeforeEach
    void start() {
        loop.start();
    }

    @AfterEach
    void close() {
        loop.close(() -> {});
        assertThat(failures).isEmpty();
    }

    @Test
    void theThreadIsADaemonWithTheGivenName() {
        Thread thread = loop.call(Thread::currentThread);
        assertThat(thread.isDaemon()).isTrue();
        assertThat(thread.getName()).isEqualTo("the loop of a test");
        assertThat(thread).isNotSameAs(Thread.currentThread());
    }

    @Test
    void theLoopKnowsItsThread() {
        assertThat(loop.isCurrentThread()).isFalse();
        assertThat(loop.call(loop::isCurrentThread)).isTrue();
    }

    @Test
    void aCallReturnsTheResultOfItsTask() {
        for (int i = 0; i < 2_000; i++) {
            int number = i;
            assertThat(loop.call(() -> number)).isEqualTo(number);
        }
    }

    @Test
    void whatOneCallHasWrittenTheNextOneReads() {
        int[] counter = new int[1];
        Concurrently.run(8, thread -> {
            for (int i = 0; i < 500; i++) {
                loop.run(() -> counter[0]++);
            }
        });
        assertThat(loop.call(() -> counter[0])).isEqualTo(8 * 500);
    }

    @Test
    void anExceptionOfATaskReachesItsCallerWithTheFramesOfBoth() {
        IllegalArgumentException failure = new IllegalArgumentException("no such user");

        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> callOfTheTest(() -> {
                    failure.fillInStackTrace();
                    throw failure;
                }))
                .isSameAs(failure)
                .satisfies(thrown -> assertThat(thrown.getStackTrace())
                        .extracting(StackTraceElement::getMethodName)
                        .containsSubsequence("loop", "callOfTheTest"));
    }

    @Test
    void anErrorOfATaskReachesItsCallerWithTheFramesOfBoth() {
        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(() -> callOfTheTest(() -> {
                    throw new AssertionError("mine");
                }))
                .satisfies(thrown -> assertThat(thrown.getStackTrace())
                        .extracting(StackTraceElement::getMethodName)
                        .containsSubsequence("loop", "callOfTheTest"));
    }

    @Test
    void aRunThatFailsThrowsAsWell() {
        assertThatIllegalStateException()
                .isThrownBy(() -> loop.run(() -> {
                    throw new IllegalStateException("mine");
                }))
                .withMessage("mine");
    }

    @Test
    void aCallOnTheLoopRunsInline() {
        Thread thread = loop.call(Thread::currentThread);
        assertThat(loop.call(() -> loop.call(() -> loop.call(Thread::currentThread))))
                .isSameAs(thread);
    }

    @Test
    void anExceptionOfAnInlineCallCanBeCaughtOnTheLoop() {
        String caught = loop.call(() -> {
            try {
                return callOfTheTest(() -> {
                    throw new IllegalStateException("mine");
                });
            } catch (IllegalStateException e) {
                return e.getMessage();
            }
        });
        assertThat(caught).isEqualTo("mine");
    }

    @Test
    void anInterruptBeforeACallIsKept() {
        Thread.currentThread().interrupt();
        assertThat(loop.call(() -> 1)).isEqualTo(1);
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void anInterruptDuringACallIsKept() {
        Thread caller = Thread.currentThread();
        int result = loop.call(() -> {
            caller.interrupt();
            return 1;
        });
        assertThat(result).isEqualTo(1);
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void closeOnTheLoopIsRefusedAndTheLoopGoesOn() {
        assertThatIllegalStateException()
                .isThrownBy(() -> loop.run(() -> loop.close(() -> {})))
                .withMessageContaining("close it from the test's thread");
        assertThat(loop.call(() -> 1)).isEqualTo(1);
    }

    private <T> T callOfTheTest(Supplier<T> task) {
        return loop.call(task);
    }
}
