package io.github.pop3testserver.internal.loop;

import java.time.Instant;

/** The system's clock. */
enum SystemTime implements TimeSource {
    INSTANCE;

    @Override
    public long nanos() {
        return System.nanoTime();
    }

    @Override
    public Instant now() {
        return Instant.now();
    }
}
