package io.github.pop3testserver.internal.server;

import io.github.pop3testserver.internal.loop.Timers;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Ends a session a fixed time after its login, however busy it is. */
final class SessionLimit {

    private final Timers timers;
    private final @Nullable Duration limit;
    private final Runnable expiry;
    private Timers.@Nullable Timer timer;

    SessionLimit(ServerContext context, Runnable expiry) {
        this.timers = context.timers();
        this.limit = context.settings().limits().afterLogin();
        this.expiry = expiry;
    }

    void loggedIn() {
        if (limit != null) {
            timer = timers.schedule(limit, expiry);
        }
    }

    void cancel() {
        if (timer != null) {
            timer.cancel();
        }
    }

    /** What transcripts say when the time is up. */
    String description() {
        return "the time of the session is up: maxSessionTime(" + limit + ")";
    }
}
