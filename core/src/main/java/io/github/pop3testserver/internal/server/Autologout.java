package io.github.pop3testserver.internal.server;

import io.github.pop3testserver.internal.loop.TimeSource;
import io.github.pop3testserver.internal.loop.Timers;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** RFC 1939 section 3: the inactivity timer of one session; any command restarts it. */
final class Autologout {

    private final TimeSource time;
    private final Timers timers;
    private final Duration limit;
    private final Runnable expiry;
    private long lastActive;
    private Timers.@Nullable Timer timer;

    Autologout(ServerContext context, Runnable expiry) {
        this.time = context.time();
        this.timers = context.timers();
        this.limit = context.settings().autologout();
        this.expiry = expiry;
    }

    void start() {
        cancel();
        restart();
        schedule(limit);
    }

    /** Costs nothing for a session that is busy: the timer itself is only moved when it has run out. */
    void restart() {
        lastActive = time.nanos();
    }

    void cancel() {
        if (timer != null) {
            timer.cancel();
        }
    }

    private void schedule(Duration after) {
        timer = timers.schedule(after, this::runOut);
    }

    private void runOut() {
        Duration idle = Duration.ofNanos(time.nanos() - lastActive);
        Duration left = limit.minus(idle);
        if (left.compareTo(Duration.ZERO) > 0) {
            schedule(left);
        } else {
            expiry.run();
        }
    }
}
