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

/** Sends the octets of one reply, paced or not, and records how many the socket has taken. */
final class ReplyWriter {

    /** The maximum number of pieces before the loop serves other connections. */
    private static final int PIECES_AT_ONCE = 64;

    private final OutboundQueue outbound;

    /** The clock for pacing, whatever clock the server uses. */
    private final TimeSource realTime;

    private final Timers timers;
    private final Runnable onPace;

    /** The record of the exchange whose reply is being sent; null if none is. */
    private @Nullable ExchangeRecord record;

    /** Null if the reply is not paced. */
    private @Nullable SendPacing pacing;

    /** Until the next piece may leave; null if none waits for its time. */
    private Timers.@Nullable Timer timer;

    /** Octets that the transport has taken, but perhaps not passed to the socket yet. */
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

    /** Begins to send. Everything before must have been sent. */
    void send(List<ByteBuffer> octets, ExchangeRecord of, @Nullable SendPacing at) {
        record = of;
        pacing = at;
        for (ByteBuffer buffer : octets) {
            outbound.add(buffer);
        }
    }

    /** Whether octets are left, here or in the transport. */
    boolean isSending() {
        return record != null;
    }

    /** Whether the next piece waits for its time. */
    boolean isPaced() {
        return timer != null;
    }

    /** Sends the rest without pacing. */
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
     * @return whether all has left; if not, the writer waits for the socket, or for the time of the next piece
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

    /** Returns the nanoseconds until the next piece may leave; 0 to wait for the socket. */
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
