package io.github.pop3testserver.internal.server;

import io.github.pop3testserver.internal.loop.EventLoop;
import io.github.pop3testserver.internal.loop.Timers;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What lets one connection wait: a gate, a time, an action; never the loop. */
final class Parking {

    private final EventLoop loop;
    private final List<Throwable> failures;
    private final Connection connection;

    /** Null if it is no time that it waits for. */
    private Timers.@Nullable Timer timer;

    /** Null if it is no gate that it waits at. */
    private @Nullable Barrier barrier;

    Parking(ServerContext context, Connection connection) {
        this.loop = context.loop();
        this.failures = context.failures();
        this.connection = connection;
    }

    boolean hasTimer() {
        return timer != null;
    }

    /** In real time, whatever clock the server measures by. */
    void wait(Duration duration, Runnable then) {
        timer = loop.timers().schedule(duration, () -> {
            timer = null;
            then.run();
        });
    }

    /** False if the gate was opened before. */
    boolean waitAt(Barrier gate) {
        if (gate.isOpen()) {
            return false;
        }
        barrier = gate;
        gate.hold(connection);
        return true;
    }

    /** The action has a thread of its own, and may wait itself. */
    void waitFor(Runnable action) {
        Thread thread = new Thread(() -> perform(action), Thread.currentThread().getName() + " run");
        thread.setDaemon(true);
        thread.start();
    }

    private void perform(Runnable action) {
        try {
            action.run();
        } catch (Throwable e) {
            // Checked ones, too: other languages than Java throw them from anywhere.
            loop.run(() -> failures.add(e));
        } finally {
            loop.run(connection::resume);
        }
    }

    /** Nothing is waited for any more. */
    void end() {
        if (timer != null) {
            timer.cancel();
            timer = null;
        }
        if (barrier != null) {
            barrier.forget(connection);
            barrier = null;
        }
    }
}
