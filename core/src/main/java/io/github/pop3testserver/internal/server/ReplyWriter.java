package io.github.pop3testserver.internal.server;

import io.github.pop3testserver.internal.loop.TimeSource;
import io.github.pop3testserver.internal.loop.Timers;
import io.github.pop3testserver.internal.wire.OutboundQueue;
import io.github.pop3testserver.internal.wire.Transport;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Sends the octets of one reply, at their pace, and records how many of them the socket has taken. */
final class ReplyWriter {

    /** This many pieces leave before the loop turns to its other connections. */
    private static final int PIECES_AT_ONCE = 64;

    private final OutboundQueue outbound;

    /** Octets leave by it, whatever clock the server measures by. */
    private final TimeSource realTime;

    private final Timers timers;
    private final Runnable onPace;

    /** Whose reply is being sent; null if none is. */
    private @Nullable ExchangeRecord record;

    /** Null for as quickly as the socket takes it. */
    private @Nullable SendPacing pacing;

    /** Until the next piece may leave; null if none waits for its time. */
    private Timers.@Nullable Timer timer;

    /** Octets that the transport has taken, and perhaps not yet handed to the socket. */
    private long unaccounted;

    /**
     * @param timers by the real time
     * @param scratch for the octets of a small reply
     * @param onPace run when the next piece may leave
     */
    ReplyWriter(TimeSource realTime, Timers timers, ByteBuffer scratch, Runnable onPace) {
        this.outbound = new OutboundQueue(scratch);
        this.realTime = realTime;
        this.timers = timers;
        this.onPace = onPace;
    }

    /** Takes what is to be sent; nothing else may be left. */
    void send(List<ByteBuffer> octets, ExchangeRecord of, @Nullable SendPacing at) {
        record = of;
        pacing = at;
        for (ByteBuffer buffer : octets) {
            outbound.add(buffer);
        }
    }

    /** Whether octets are left, or may have been taken by the transport and not by the socket. */
    boolean isSending() {
        return record != null;
    }

    /** Whether the next piece waits for its time. */
    boolean isPaced() {
        return timer != null;
    }

    /** What is left may leave at once. */
    void hurry() {
        cancelTimer();
        pacing = null;
    }

    void clear() {
        cancelTimer();
        outbound.clear();
        record = null;
        pacing = null;
    }

    private void cancelTimer() {
        if (timer != null) {
            timer.cancel();
            timer = null;
        }
    }

    /**
     * Sends what can be sent now.
     *
     * @return whether all has left; if not, either the socket or the time of the next piece is waited for
     */
    boolean flush(Transport transport) throws IOException {
        if (record == null) {
            return true;
        }
        if (timer != null) {
            return false;
        }
        long wait = pacing == null ? flushAll(transport) : flushAt(pacing, transport, realTime.nanos());
        if (transport.wantsWrite()) {
            return false;
        }
        record.sent(unaccounted);
        unaccounted = 0;
        if (outbound.isEmpty()) {
            record = null;
            return true;
        }
        if (wait > 0) {
            timer = timers.schedule(Duration.ofNanos(wait), this::onTime);
        }
        return false;
    }

    private void onTime() {
        timer = null;
        onPace.run();
    }

    private long flushAll(Transport transport) throws IOException {
        unaccounted += outbound.isEmpty() ? 0 : outbound.flush(transport, Long.MAX_VALUE);
        return 0;
    }

    /** Returns the nanoseconds until the next piece may leave; 0 if it is the socket that has to be waited for. */
    private long flushAt(SendPacing pace, Transport transport, long now) throws IOException {
        for (int pieces = 0; pieces < PIECES_AT_ONCE && !outbound.isEmpty(); pieces++) {
            long most = pace.allowance(now);
            if (most == 0) {
                return pace.nanosToNext(now);
            }
            long octets = outbound.flush(transport, most);
            pace.sent(octets, now);
            unaccounted += octets;
            if (octets == 0 || transport.wantsWrite()) {
                return 0;
            }
        }
        return 0;
    }
}
