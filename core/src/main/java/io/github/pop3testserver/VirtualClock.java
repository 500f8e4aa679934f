package io.github.pop3testserver;

import io.github.pop3testserver.internal.loop.EventLoop;
import io.github.pop3testserver.internal.loop.ManualTime;
import java.time.Duration;
import java.time.Instant;

/**
 * The time that a server measures by, which stands still until the test moves it: autologout, login delays, lockouts and
 * messages that arrive later follow it. Delayed, throttled and fragmented replies follow the real clock, since a client would
 * wait for ever for a clock that its own thread has to move. Safe from any thread.
 *
 * <p>Before a clock is advanced, let the server have read what the client has sent:
 * {@code server.await().command(RETR)}.
 */
public final class VirtualClock {

    private final EventLoop loop;
    private final ManualTime time;

    VirtualClock(EventLoop loop, ManualTime time) {
        this.loop = loop;
        this.time = time;
    }

    public Instant now() {
        return loop.call(time::now);
    }

    /**
     * Moves the time on, from one deadline to the next. When this returns, everything that fell due was done.
     *
     * @throws IllegalArgumentException if the duration is zero or negative, or longer than 36,500 days, or if the clock would
     *     be more than 292 years from its start; then it stays where it is
     */
    public void advance(Duration duration) {
        Duration step = Check.positive(duration, "a step of the clock");
        loop.run(() -> time.advance(step));
    }

    /** Handles on the same server's clock are equal. */
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
