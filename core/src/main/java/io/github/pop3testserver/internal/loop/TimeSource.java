package io.github.pop3testserver.internal.loop;

import java.time.Instant;

/** Where timers and the journal read the time; nothing else on the loop reads a clock. */
public interface TimeSource {

    /** Nanoseconds from an arbitrary origin, as {@link System#nanoTime()} gives them. */
    long nanos();

    Instant now();

    static TimeSource system() {
        return SystemTime.INSTANCE;
    }
}
