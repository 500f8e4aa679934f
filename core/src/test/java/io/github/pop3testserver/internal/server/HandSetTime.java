package io.github.pop3testserver.internal.server;

import io.github.pop3testserver.internal.loop.TimeSource;
import java.time.Instant;

/** A time that only the test moves. */
final class HandSetTime implements TimeSource {

    long nanos;

    @Override
    public long nanos() {
        return nanos;
    }

    @Override
    public Instant now() {
        return Instant.EPOCH.plusNanos(nanos);
    }
}
