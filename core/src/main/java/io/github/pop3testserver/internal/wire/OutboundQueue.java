package io.github.pop3testserver.internal.wire;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Iterator;

/**
 * Octets on their way to the client. A small reply leaves in one gathering write. For a large one, each flush offers
 * the socket at most 1 MiB, because the JDK copies a whole write into a direct buffer of its size, and keeps that.
 */
public final class OutboundQueue {

    private static final int SLICE_OCTETS = 64 * 1024;
    private static final int MOST_SLICES = 16;

    private final ArrayDeque<ByteBuffer> pending = new ArrayDeque<>(4);

    public void add(ByteBuffer octets) {
        if (octets.hasRemaining()) {
            pending.add(octets);
        }
    }

    public boolean isEmpty() {
        return pending.isEmpty();
    }

    public void clear() {
        pending.clear();
    }

    /** Like {@link #flush(Transport, long)}, but offers everything there is. */
    public long flush(Transport transport) throws IOException {
        return flush(transport, Long.MAX_VALUE);
    }

    /**
     * Writes once.
     *
     * @param most the maximum number of octets to offer
     * @return the number of octets taken; the rest waits until the channel is writable
     */
    public long flush(Transport transport, long most) throws IOException {
        ByteBuffer[] slices = slices(most);
        long written = transport.write(slices);
        skip(written);
        return written;
    }

    private ByteBuffer[] slices(long most) {
        ByteBuffer[] slices = new ByteBuffer[countSlices()];
        int count = 0;
        long left = most;
        Iterator<ByteBuffer> buffers = pending.iterator();
        while (count < slices.length) {
            ByteBuffer buffer = buffers.next();
            for (int at = buffer.position(); at < buffer.limit() && count < slices.length; at += SLICE_OCTETS) {
                long octets = Math.min(left, Math.min(SLICE_OCTETS, buffer.limit() - at));
                slices[count++] = buffer.slice(at, (int) octets);
                left -= octets;
            }
        }
        return slices;
    }

    private int countSlices() {
        long count = 0;
        for (ByteBuffer buffer : pending) {
            count += (buffer.remaining() + SLICE_OCTETS - 1) / SLICE_OCTETS;
        }
        return (int) Math.min(MOST_SLICES, count);
    }

    private void skip(long written) {
        long left = written;
        while (left > 0) {
            ByteBuffer first = pending.element();
            int step = (int) Math.min(left, first.remaining());
            first.position(first.position() + step);
            left -= step;
            if (!first.hasRemaining()) {
                pending.remove();
            }
        }
    }
}
