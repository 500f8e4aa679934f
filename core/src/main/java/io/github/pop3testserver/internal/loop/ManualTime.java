package io.github.pop3testserver.internal.loop;

import java.time.Duration;
import java.time.Instant;

/** A clock that only changes when it is advanced, and the timers that follow it. */
public final class ManualTime implements TimeSource {

    private final Instant start;
    private final Timers timers = new Timers(this);
    private long nanos;

    public ManualTime(Instant start) {
        this.start = start;
    }

    public Timers timers() {
        return timers;
    }

    @Override
    public long nanos() {
        return nanos;
    }

    @Override
    public Instant now() {
        return start.plusNanos(nanos);
    }

    /**
     * Advances from deadline to deadline and runs each timer that is due, including those that timers schedule meanwhile.
     *
     * @throws IllegalArgumentException if the nanoseconds since the start would not fit in a long; then no timer has run
     */
    public void advance(Duration duration) {
        Duration left = Duration.ofNanos(Long.MAX_VALUE - nanos);
        if (duration.compareTo(left) > 0) {
            throw new IllegalArgumentException(
                    "the clock cannot be advanced by " + duration + ": it can go 292 years from"
                            + " its start, " + start + ", and " + left
                            + " of them are left; start with a later instant, or take"
                            + " smaller steps");
        }
        long target = nanos + duration.toNanos();
        for (long next = timers.nanosToNext(); next <= target - nanos; next = timers.nanosToNext()) {
            nanos += next;
            timers.runNextDue();
        }
        nanos = target;
    }

    /** Returns to the start and cancels all timers. */
    public void reset() {
        timers.clear();
        nanos = 0;
    }
}
