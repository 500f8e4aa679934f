package io.github.pop3testserver.internal.loop;

import java.time.Duration;
import java.time.Instant;

/** Time that stands still until it is advanced, and the timers that follow it. */
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
     * Steps from deadline to deadline, running what falls due, what is scheduled meanwhile included.
     *
     * @throws IllegalArgumentException if it would go beyond what nanoseconds in a long can count; then nothing has run
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

    /** Back to the start, with nothing scheduled. */
    public void reset() {
        timers.clear();
        nanos = 0;
    }
}
