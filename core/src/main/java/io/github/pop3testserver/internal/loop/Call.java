package io.github.pop3testserver.internal.loop;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A task that another thread runs on the loop, and its result. */
final class Call<T> {

    private final Supplier<T> task;
    private final CountDownLatch done = new CountDownLatch(1);
    private @Nullable T result;
    private @Nullable Throwable failure;

    Call(Supplier<T> task) {
        this.task = task;
    }

    /** Runs on the loop. */
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
     * Waits on the caller's thread. An interrupt does not end the wait, because a task takes only microseconds. It is
     * restored afterwards.
     *
     * @return false if the task has not run within the timeout
     */
    boolean await(Duration timeout) {
        long deadline = System.nanoTime() + timeout.toNanos();
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

    /** Returns the result, or throws the failure, on the caller's thread. The task must have run. */
    @SuppressWarnings("NullAway") // a task that has run has a result or a failure
    T result() {
        if (failure instanceof RuntimeException e) {
            throw withCallersFrames(e);
        }
        if (failure instanceof Error e) {
            throw withCallersFrames(e);
        }
        return result;
    }

    /** Adds the caller's frames: the stack of the loop does not show which line of the test made the call. */
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
