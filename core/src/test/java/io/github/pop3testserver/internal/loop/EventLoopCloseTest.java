package io.github.pop3testserver.internal.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The end of a loop, and what can still be asked then. */
class EventLoopCloseTest {

    private final BlockingQueue<Throwable> failures = new LinkedBlockingQueue<>();
    private final EventLoop loop = started();

    @AfterEach
    void nothingFailed() {
        assertThat(failures).isEmpty();
    }

    private EventLoop started() {
        EventLoop started = new EventLoop("a loop to be closed", TimeSource.system(), failures::add);
        started.start();
        return started;
    }

    @Test
    void closeRunsTheLastTaskOnTheLoopAndWaitsForTheEndOfTheThread() {
        Thread thread = loop.call(Thread::currentThread);
        Thread[] last = new Thread[1];

        loop.close(() -> last[0] = Thread.currentThread());

        assertThat(last[0]).isSameAs(thread);
        assertThat(thread.isAlive()).isFalse();
    }

    @Test
    void theSecondCloseDoesNothing() {
        AtomicInteger lasts = new AtomicInteger();
        loop.close(lasts::incrementAndGet);
        loop.close(lasts::incrementAndGet);
        assertThat(lasts).hasValue(1);
    }

    @Test
    void closesFromSeveralThreadsAllWaitForTheSameEnd() {
        for (int round = 0; round < 200; round++) {
            EventLoop closing = started();
            Thread thread = closing.call(Thread::currentThread);
            AtomicInteger lasts = new AtomicInteger();

            Concurrently.run(4, caller -> {
                closing.close(lasts::incrementAndGet);
                assertThat(thread.isAlive()).isFalse();
            });

            assertThat(lasts).hasValue(1);
        }
        loop.close(() -> {});
    }

    @Test
    void callsThatRaceWithCloseAreAllAnsweredOneAtATime() {
        for (int round = 0; round < 300; round++) {
            EventLoop closing = started();
            int[] counter = new int[1];

            Concurrently.run(4, caller -> {
                for (int i = 0; i < 25; i++) {
                    if (caller == 0 && i == 12) {
                        closing.close(() -> counter[0] += 1_000_000);
                    }
                    int before = closing.call(() -> counter[0]);
                    assertThat(closing.call(() -> ++counter[0])).isGreaterThan(before);
                }
            });

            assertThat(closing.call(() -> counter[0])).isEqualTo(1_000_100);
        }
        loop.close(() -> {});
    }

    @Test
    void aCallThatWaitsWhileTheLastTaskRunsIsAnswered() throws InterruptedException {
        Thread[] caller = new Thread[1];
        LinkedBlockingQueue<String> answers = new LinkedBlockingQueue<>();

        loop.close(() -> {
            caller[0] = new Thread(() -> answers.add(loop.call(() -> "answer")), "late caller");
            caller[0].start();
            // Parked, so its call is in the queue; the loop cannot answer before this task is done.
            while (caller[0].getState() != Thread.State.TIMED_WAITING) {
                Thread.onSpinWait();
            }
        });

        caller[0].join();
        assertThat(answers).containsExactly("answer");
    }

    @Test
    void afterTheEndCallsRunInline() {
        loop.close(() -> {});
        assertThat(loop.call(Thread::currentThread)).isSameAs(Thread.currentThread());
        assertThat(loop.call(() -> loop.call(Thread::currentThread))).isSameAs(Thread.currentThread());
        assertThat(loop.isCurrentThread()).isFalse();
    }

    @Test
    void afterTheEndExceptionsReachTheCallerAndDoNoHarm() {
        loop.close(() -> {});
        assertThatIllegalStateException()
                .isThrownBy(() -> loop.run(() -> {
                    throw new IllegalStateException("mine");
                }))
                .withMessage("mine");
        assertThat(loop.call(() -> 1)).isEqualTo(1);
    }

    @Test
    void afterTheEndCallsOfSeveralThreadsRunOneAtATime() {
        int[] counter = new int[1];
        loop.run(() -> counter[0] = 1);
        loop.close(() -> counter[0]++);

        Concurrently.run(8, caller -> {
            for (int i = 0; i < 10_000; i++) {
                loop.run(() -> counter[0]++);
            }
        });

        assertThat(counter[0]).isEqualTo(80_002);
    }

    @Test
    void anInterruptDuringCloseIsKeptAndDoesNotCutTheWaitShort() {
        Thread thread = loop.call(Thread::currentThread);
        Thread closer = Thread.currentThread();

        loop.close(closer::interrupt);

        assertThat(Thread.interrupted()).isTrue();
        assertThat(thread.isAlive()).isFalse();
    }

    @Test
    void anInterruptBeforeCloseIsKept() {
        Thread thread = loop.call(Thread::currentThread);
        Thread.currentThread().interrupt();

        loop.close(() -> {});

        assertThat(Thread.interrupted()).isTrue();
        assertThat(thread.isAlive()).isFalse();
    }

    @Test
    void aLastTaskThatFailsTellsItsCallerAndEndsTheLoopAllTheSame() throws InterruptedException {
        Thread thread = loop.call(Thread::currentThread);
        assertThatIllegalStateException()
                .isThrownBy(() -> loop.close(() -> {
                    throw new IllegalStateException("mine");
                }))
                .withMessage("mine");
        thread.join();
        assertThat(loop.call(() -> 1)).isEqualTo(1);
    }

    @Test
    void timersThatWereStillPendingDoNotRun() throws InterruptedException {
        CountDownLatch fired = new CountDownLatch(1);
        loop.run(() -> loop.timers().schedule(Duration.ofHours(1), fired::countDown));
        loop.close(() -> loop.timers().schedule(Duration.ZERO, fired::countDown));
        assertThat(fired.getCount()).isEqualTo(1);
    }
}
