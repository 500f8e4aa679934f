package io.github.pop3testserver.internal.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.pop3testserver.internal.loop.EventLoop;
import io.github.pop3testserver.internal.loop.TimeSource;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Actions that are still running when their server is closed. */
class ActionsTest {

    private final List<Throwable> failures = new CopyOnWriteArrayList<>();
    private final EventLoop loop = new EventLoop("loop of actions", TimeSource.system(), failures::add);
    private final Actions actions = new Actions(loop, failures);
    private final CountDownLatch over = new CountDownLatch(2);

    @BeforeEach
    void start() {
        loop.start();
    }

    @AfterEach
    void close() {
        loop.close(() -> {});
    }

    private void begin(Actions in, Runnable action) {
        loop.run(() -> in.start(action, over::countDown));
    }

    private static void waitForInterrupt() {
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            throw new IllegalStateException("interrupted", e);
        }
    }

    @Test
    void allAreInterruptedAndOverWhenStopReturns() {
        begin(actions, ActionsTest::waitForInterrupt);
        begin(actions, ActionsTest::waitForInterrupt);
        actions.stop();
        assertThat(over.getCount()).isZero();
        assertThat(failures).extracting(Throwable::getMessage).containsExactly("interrupted", "interrupted");
    }

    @Test
    void theyMayCallTheServerMeanwhile() {
        begin(actions, () -> {
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException e) {
                loop.run(over::countDown);
            }
        });
        actions.stop();
        assertThat(over.getCount()).isZero();
        assertThat(failures).isEmpty();
    }

    @Test
    void afterTheEndOfTheLoopTheyAreStoppedToo() {
        begin(actions, ActionsTest::waitForInterrupt);
        loop.close(() -> {});
        actions.stop();
        assertThat(over.getCount()).isEqualTo(1);
        assertThat(failures).hasSize(1);
    }

    @Test
    void oneThatDoesNotEndIsReportedWithThePlaceWhereItIs() {
        Actions impatient = new Actions(loop, failures, Duration.ofMillis(1));
        CountDownLatch mayEnd = new CountDownLatch(1);
        begin(impatient, () -> ignoreInterrupts(mayEnd));
        impatient.stop();

        assertThat(failures).singleElement().satisfies(failure -> {
            assertThat(failure)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("an action given to run(...) did not end within 1 ms after its thread was"
                            + " interrupted because the server was closed; make it end when it is interrupted");
            assertThat(failure.getCause()).hasMessage("where the thread \"loop of actions run\" is");
        });
        mayEnd.countDown();
    }

    private static void ignoreInterrupts(CountDownLatch mayEnd) {
        while (mayEnd.getCount() > 0) {
            Thread.onSpinWait();
        }
    }

    @Test
    void anActionThatStopsThemDoesNotWaitForItself() throws InterruptedException {
        CountDownLatch stopped = new CountDownLatch(1);
        begin(actions, () -> {
            actions.stop();
            assertThat(Thread.currentThread().isInterrupted()).isFalse();
            stopped.countDown();
        });
        stopped.await();
        assertThat(failures).isEmpty();
    }

    @Test
    void anInterruptOfTheThreadThatStopsThemIsKept() {
        begin(actions, ActionsTest::waitForInterrupt);
        Thread.currentThread().interrupt();
        actions.stop();
        assertThat(Thread.interrupted()).isTrue();
        assertThat(over.getCount()).isEqualTo(1);
    }
}
