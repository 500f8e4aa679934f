package io.github.pop3testserver.internal.server;

import io.github.pop3testserver.internal.fault.Barrier;
import io.github.pop3testserver.internal.loop.EventLoop;
import io.github.pop3testserver.internal.loop.Timers;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What the exchange of a connection waits for, because of a fault: a time, a gate, an action's end, or nothing that ever comes. */
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

    /** Whether it is only a matter of time until the exchange goes on. */
    boolean isForTime() {
        return what == For.TIME;
    }

    void forEver() {
        what = For.EVER;
    }

    /** In real time, whatever clock the server measures by. */
    void forTime(Duration duration) {
        what = For.TIME;
        timer = loop.timers().schedule(duration, waiter::resume);
    }

    /** Does not begin to wait if the gate was opened before. */
    void atGate(Barrier gate) {
        if (!gate.isOpen()) {
            what = For.GATE;
            barrier = gate;
            gate.hold(waiter);
        }
    }

    /** The action has a thread of its own, and may wait itself. */
    void forAction(Runnable action) {
        what = For.ACTION;
        actions.start(action, waiter::resume);
    }

    /** Nothing is waited for any more. */
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
