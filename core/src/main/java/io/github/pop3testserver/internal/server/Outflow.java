package io.github.pop3testserver.internal.server;

import io.github.pop3testserver.internal.wire.OutboundQueue;
import io.github.pop3testserver.internal.wire.Transport;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** The reply that is on its way to the client, at its pace, and how much of it has been handed over. */
final class Outflow {

    /** So many leave before the loop looks after its other connections. */
    private static final int PIECES_AT_ONCE = 64;

    private final OutboundQueue outbound = new OutboundQueue();

    /** What is being sent; null if nothing is. */
    private Step.@Nullable Send sending;

    /** Octets that the transport has taken, and perhaps not yet handed to the socket. */
    private long unaccounted;

    /** Nothing may be being sent. */
    void send(Step.Send reply) {
        sending = reply;
        reply.octets().forEach(outbound::add);
    }

    boolean isEmpty() {
        return outbound.isEmpty();
    }

    void clear() {
        outbound.clear();
        sending = null;
    }

    /**
     * Sends what can be sent now.
     *
     * @param now on the real clock, which octets leave by whatever clock the server measures by
     * @return 0 if all has left; else nanoseconds to wait, {@link Long#MAX_VALUE} for the socket
     */
    long flush(Transport transport, long now) throws IOException {
        if (sending == null) {
            return 0;
        }
        long wait = sending.pace() == null ? flushAll(transport) : flushAt(sending.pace(), transport, now);
        if (transport.wantsWrite()) {
            return Long.MAX_VALUE;
        }
        sending.entry().sent(unaccounted);
        unaccounted = 0;
        if (outbound.isEmpty()) {
            sending = null;
            return 0;
        }
        return wait;
    }

    private long flushAll(Transport transport) throws IOException {
        unaccounted += outbound.isEmpty() ? 0 : outbound.flush(transport);
        return Long.MAX_VALUE;
    }

    private long flushAt(Pace pace, Transport transport, long now) throws IOException {
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
