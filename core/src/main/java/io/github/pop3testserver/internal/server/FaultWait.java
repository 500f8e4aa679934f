package io.github.pop3testserver.internal.server;

import io.github.pop3testserver.internal.fault.Barrier;
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

    /** A test that has waited this long probably hangs. */
    static final Duration LONG = Duration.ofSeconds(30);

    private final Timers timers;
    private final Actions actions;
    private final Barrier.Waiter waiter;
    private final Runnable onLong;
    private For what = For.NOTHING;
    private Timers.@Nullable Timer timer;
    private Timers.@Nullable Timer warning;
    private @Nullable Barrier barrier;

    /**
     * @param timers by the real time, whatever clock the server uses
     * @param onLong run if the wait is {@link #LONG}
     */
    FaultWait(Timers timers, Actions actions, Barrier.Waiter waiter, Runnable onLong) {
        this.timers = timers;
        this.actions = actions;
        this.waiter = waiter;
        this.onLong = onLong;
    }

    boolean isOn() {
        return what != For.NOTHING;
    }

    /** Whether the exchange resumes after a time. */
    boolean isForTime() {
        return what == For.TIME;
    }

    void forEver() {
        begin(For.EVER);
    }

    private void begin(For reason) {
        what = reason;
        warning = timers.schedule(LONG, onLong);
    }

    void forTime(Duration duration) {
        begin(For.TIME);
        timer = timers.schedule(duration, waiter::resume);
    }

    /** Does not wait if the gate is open. */
    void atGate(Barrier gate) {
        if (!gate.isOpen()) {
            begin(For.GATE);
            barrier = gate;
            gate.hold(waiter);
        }
    }

    /** The action has its own thread, and may wait itself. */
    void forAction(Runnable action) {
        begin(For.ACTION);
        actions.start(action, waiter::resume);
    }

    /** Ends the wait. */
    void end() {
        what = For.NOTHING;
        if (warning != null) {
            warning.cancel();
            warning = null;
        }
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
