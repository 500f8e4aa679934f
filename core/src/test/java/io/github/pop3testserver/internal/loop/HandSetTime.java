package io.github.pop3testserver.internal.loop;

import java.time.Duration;
import java.time.Instant;

/** Stands still until it is moved. */
final class HandSetTime implements TimeSource {

    private volatile long nanos;

    HandSetTime(long nanos) {
        this.nanos = nanos;
    }

    void set(long to) {
        nanos = to;
    }

    void advance(Duration step) {
        set(nanos + step.toNanos());
    }

    @Override
    public long nanos() {
        return nanos;
    }

    @Override
    public Instant now() {
        return Instant.EPOCH.plusNanos(nanos);
    }
}
