package io.github.pop3testserver.internal.loop;

import java.time.Instant;

/** A clock. Code on the loop reads the time only here. */
public interface TimeSource {

    /** Nanoseconds from an arbitrary origin, like {@link System#nanoTime()}. */
    long nanos();

    Instant now();

    static TimeSource system() {
        return SystemTime.INSTANCE;
    }
}
