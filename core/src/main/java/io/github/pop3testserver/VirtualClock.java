package io.github.pop3testserver;

import io.github.pop3testserver.internal.loop.EventLoop;
import io.github.pop3testserver.internal.loop.ManualTime;
import java.time.Duration;
import java.time.Instant;

/**
 * A server's virtual clock, which moves only when the test advances it. Autologout, login delays, lockouts and messages
 * that arrive later follow it. The faults {@code delay}, {@code throttle} and {@code fragment} use real time: a blocked
 * client could never advance the clock it waits for. Thread-safe.
 *
 * <p>A command that the client has just sent may not have reached the server. Wait for it before you advance the clock:
 * {@code server.await().command(RETR)}.
 */
public final class VirtualClock {

    private final EventLoop loop;
    private final ManualTime time;

    VirtualClock(EventLoop loop, ManualTime time) {
        this.loop = loop;
        this.time = time;
    }

    /** Returns the current time of the clock. */
    public Instant now() {
        return loop.call(time::now);
    }

    /**
     * Advances the clock, from one deadline to the next. When this method returns, everything that was due is done.
     *
     * @throws IllegalArgumentException if the duration is not positive, or if the clock would be more than 292 years
     *     from its start; the clock does not move then
     */
    public void advance(Duration duration) {
        Duration step = Check.positive(duration, "a step of the clock");
        loop.run(() -> time.advance(step));
    }

    /** Returns whether the other object is the clock of the same server. */
    @Override
    public boolean equals(Object other) {
        return other instanceof VirtualClock that && time == that.time;
    }

    @Override
    public int hashCode() {
        return System.identityHashCode(time);
    }

    @Override
    public String toString() {
        return "virtual clock at " + now();
    }
}
