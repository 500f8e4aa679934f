package io.github.pop3testserver.internal.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A callback of a test's keeps the loop's thread: who waits for it is told so, and where it is. */
class StuckLoopTest {

    private final LinkedBlockingQueue<Throwable> failures = new LinkedBlockingQueue<>();
    private final EventLoop loop =
            new EventLoop("a stuck loop", TimeSource.system(), failures::add, Duration.ofMillis(1));
    private final CountDownLatch callbackRuns = new CountDownLatch(1);
    private final CountDownLatch callbackMayEnd = new CountDownLatch(1);
    private final Thread caller = new Thread(() -> loop.run(this::callback), "caller of the callback");

    private void callback() {
        callbackRuns.countDown();
        boolean ended = false;
        while (!ended) {
            try {
                callbackMayEnd.await();
                ended = true;
            } catch (InterruptedException e) {
                failures.add(e);
            }
        }
    }

    @BeforeEach
    void stick() throws InterruptedException {
        caller.setUncaughtExceptionHandler((thread, stuck) -> {});
        loop.start();
        caller.start();
        callbackRuns.await();
    }

    @AfterEach
    void end() throws InterruptedException {
        callbackMayEnd.countDown();
        caller.join();
        assertThat(failures).isEmpty();
    }

    @Test
    void aCallFails() {
        assertThatIllegalStateException()
                .isThrownBy(() -> loop.run(() -> {}))
                .withMessageContaining("matching(...) must not wait")
                .havingCause()
                .withMessage("where the thread \"a stuck loop\" is")
                .satisfies(where -> assertThat(where.getStackTrace())
                        .anyMatch(frame -> frame.getMethodName().equals("callback")));
    }

    @Test
    void closeFails() {
        assertThatIllegalStateException()
                .isThrownBy(() -> loop.close(() -> {}))
                .withMessageContaining("matching(...) must not wait");
    }

    @Test
    void anInterruptIsNotLost() {
        Thread.currentThread().interrupt();
        assertThatIllegalStateException().isThrownBy(() -> loop.run(() -> {}));
        assertThat(Thread.interrupted()).isTrue();

        Thread.currentThread().interrupt();
        assertThatIllegalStateException().isThrownBy(() -> loop.close(() -> {}));
        assertThat(Thread.interrupted()).isTrue();
    }
}
