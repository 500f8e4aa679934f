package io.github.pop3testserver.internal.server;

import io.github.pop3testserver.internal.loop.EventLoop;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** Runs the actions of run(...) faults, each on its own thread. They end with the server. */
public final class Actions {

    /** How long an action may take to react to its interrupt. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final EventLoop loop;
    private final List<Throwable> failures;
    private final Duration patience;

    /** On the loop. */
    private final Set<Thread> running = new LinkedHashSet<>();

    /** @param failures receives, on the loop, what actions throw, and actions that do not end */
    public Actions(EventLoop loop, List<Throwable> failures) {
        this(loop, failures, PATIENCE);
    }

    Actions(EventLoop loop, List<Throwable> failures, Duration patience) {
        this.loop = loop;
        this.failures = failures;
        this.patience = patience;
    }

    /**
     * Call this on the loop, which does not wait for the action.
     *
     * @param whenOver run on the loop once the action has ended, whether or not it has thrown something
     */
    void start(Runnable action, Runnable whenOver) {
        Thread thread = new Thread(
                () -> perform(action, whenOver), Thread.currentThread().getName() + " run");
        thread.setDaemon(true);
        running.add(thread);
        thread.start();
    }

    private void perform(Runnable action, Runnable whenOver) {
        try {
            action.run();
        } catch (Throwable e) {
            // Checked exceptions too: languages other than Java throw them anywhere.
            loop.run(() -> failures.add(e));
        } finally {
            Thread thread = Thread.currentThread();
            loop.run(() -> {
                running.remove(thread);
                whenOver.run();
            });
        }
    }

    /** Interrupts all running actions and waits for them, with a timeout. Not on the loop, because actions may call it. */
    public void stop() {
        List<Thread> others = loop.call(() -> List.copyOf(running)).stream()
                // An action may close its server.
                .filter(thread -> thread != Thread.currentThread())
                .toList();
        others.forEach(Thread::interrupt);
        long deadline = loop.time().nanos() + patience.toNanos();
        for (Thread thread : others) {
            if (!endsBefore(deadline, thread)) {
                IllegalStateException failure = notEnded(thread);
                loop.run(() -> failures.add(failure));
            }
        }
    }

    /** An interrupt does not shorten the wait, and is not lost. */
    private boolean endsBefore(long deadline, Thread thread) {
        boolean interrupted = false;
        boolean waited = false;
        while (!waited) {
            try {
                TimeUnit.NANOSECONDS.timedJoin(thread, deadline - loop.time().nanos());
                waited = true;
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        return !thread.isAlive();
    }

    private IllegalStateException notEnded(Thread thread) {
        return new IllegalStateException(
                "an action given to run(...) did not end within " + patience.toMillis()
                        + " ms after its thread was interrupted because the server was closed; make it end when it is"
                        + " interrupted",
                EventLoop.whereIs(thread));
    }
}
