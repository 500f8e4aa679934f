package io.github.pop3testserver.internal.server;

import io.github.pop3testserver.internal.fault.Barrier;
import io.github.pop3testserver.internal.loop.EventLoop;
import io.github.pop3testserver.internal.loop.Timers;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A wait caused by a fault: for a time, a gate, the end of an action, or forever. */
final class FaultWait {

    private enum For {
        NOTHING,
        TIME,
        GATE,
        ACTION,
        EVER
    }

    private final EventLoop loop;
    private final Actions actions;
    private final Barrier.Waiter waiter;
    private For what = For.NOTHING;
    private Timers.@Nullable Timer timer;
    private @Nullable Barrier barrier;

    FaultWait(ServerContext context, Barrier.Waiter waiter) {
        this.loop = context.loop();
        this.actions = context.actions();
        this.waiter = waiter;
    }

    boolean isOn() {
        return what != For.NOTHING;
    }

    /** Whether the exchange resumes after a time. */
    boolean isForTime() {
        return what == For.TIME;
    }

    void forEver() {
        what = For.EVER;
    }

    /** Waits in real time, whatever clock the server uses. */
    void forTime(Duration duration) {
        what = For.TIME;
        timer = loop.timers().schedule(duration, waiter::resume);
    }

    /** Does not wait if the gate is open. */
    void atGate(Barrier gate) {
        if (!gate.isOpen()) {
            what = For.GATE;
            barrier = gate;
            gate.hold(waiter);
        }
    }

    /** The action has its own thread, and may wait itself. */
    void forAction(Runnable action) {
        what = For.ACTION;
        actions.start(action, waiter::resume);
    }

    /** Ends the wait. */
    void end() {
        what = For.NOTHING;
        if (timer != null) {
            timer.cancel();
            timer = null;
        }
        if (barrier != null) {
            barrier.forget(waiter);
            barrier = null;
        }
    }
}
