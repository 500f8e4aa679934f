package io.github.pop3testserver.internal.loop;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A task that one thread hands to the loop, and its result on the way back. */
final class Call<T> {

    private final Supplier<T> task;
    private final CountDownLatch done = new CountDownLatch(1);
    private @Nullable T result;
    private @Nullable Throwable failure;

    Call(Supplier<T> task) {
        this.task = task;
    }

    /** On the loop. */
    void run() {
        try {
            result = task.get();
        } catch (RuntimeException | Error e) {
            failure = e;
        } finally {
            done.countDown();
        }
    }

    /**
     * On the caller's thread. An interrupt does not cut the wait short (a task takes microseconds), nor is it lost.
     *
     * @return false if it has not run by then
     */
    boolean await(Duration patience) {
        long deadline = System.nanoTime() + patience.toNanos();
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return done.await(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** On the caller's thread, once it has run. */
    @SuppressWarnings("NullAway") // a call that has run has a result or a failure
    T result() {
        if (failure instanceof RuntimeException e) {
            throw withCallersFrames(e);
        }
        if (failure instanceof Error e) {
            throw withCallersFrames(e);
        }
        return result;
    }

    /** The loop's stack alone would not show the line of the test that made the call. */
    private static <E extends Throwable> E withCallersFrames(E failure) {
        StackTraceElement[] onLoop = failure.getStackTrace();
        StackTraceElement[] caller = new Throwable().getStackTrace();
        StackTraceElement[] both = new StackTraceElement[onLoop.length + caller.length];
        System.arraycopy(onLoop, 0, both, 0, onLoop.length);
        System.arraycopy(caller, 0, both, onLoop.length, caller.length);
        failure.setStackTrace(both);
        return failure;
    }
}
