package io.github.pop3testserver.internal.server;

import io.github.pop3testserver.internal.loop.TimeSource;
import io.github.pop3testserver.internal.wire.OutboundQueue;
import io.github.pop3testserver.internal.wire.Transport;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Sends the octets of one reply, at their pace, and records how many of them the socket has taken. */
final class ReplyWriter {

    /** So many pieces leave before the loop looks after its other connections. */
    private static final int PIECES_AT_ONCE = 64;

    private final OutboundQueue outbound = new OutboundQueue();

    /** Octets leave by it, whatever clock the server measures by. */
    private final TimeSource realTime;

    /** Whose reply is being sent; null if none is. */
    private @Nullable ExchangeRecord record;

    /** Null for as quickly as the socket takes it. */
    private @Nullable SendPacing pacing;

    /** Octets that the transport has taken, and perhaps not yet handed to the socket. */
    private long unaccounted;

    ReplyWriter(TimeSource realTime) {
        this.realTime = realTime;
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

    /** What is left may leave at once. */
    void hurry() {
        pacing = null;
    }

    void clear() {
        outbound.clear();
        record = null;
        pacing = null;
    }

    /**
     * Sends what can be sent now.
     *
     * @return 0 if all has left; else nanoseconds to wait, {@link Long#MAX_VALUE} for the socket
     */
    long flush(Transport transport) throws IOException {
        if (record == null) {
            return 0;
        }
        long wait = pacing == null ? flushAll(transport) : flushAt(pacing, transport, realTime.nanos());
        if (transport.wantsWrite()) {
            return Long.MAX_VALUE;
        }
        record.sent(unaccounted);
        unaccounted = 0;
        if (outbound.isEmpty()) {
            clear();
            return 0;
        }
        return wait;
    }

    private long flushAll(Transport transport) throws IOException {
        unaccounted += outbound.isEmpty() ? 0 : outbound.flush(transport);
        return Long.MAX_VALUE;
    }

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
                return Long.MAX_VALUE;
            }
        }
        return outbound.isEmpty() ? 0 : Long.MAX_VALUE;
    }
}
