package io.github.pop3testserver.internal.server;

import io.github.pop3testserver.internal.loop.TimeSource;
import io.github.pop3testserver.internal.loop.Timers;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The inactivity timer of one session (RFC 1939 section 3). Each command restarts it. */
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
        this.limit = context.settings().limits().idle();
        this.expiry = expiry;
    }

    void start() {
        cancel();
        restart();
        schedule(limit);
    }

    /** Cheap for a busy session: the timer is scheduled again only when it expires. */
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
