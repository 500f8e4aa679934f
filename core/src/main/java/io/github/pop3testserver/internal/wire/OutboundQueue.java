package io.github.pop3testserver.internal.wire;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Iterator;

/**
 * Octets on their way to the client. The parts of a small reply are copied together, because the JDK copies each part of a
 * write into a direct buffer of its own. For a large reply, each flush offers the socket at most 1 MiB, because the JDK keeps
 * a direct buffer of the size of a write.
 */
public final class OutboundQueue {

    private static final int SLICE_OCTETS = 64 * 1024;
    private static final int MOST_SLICES = 16;

    private final ArrayDeque<ByteBuffer> pending = new ArrayDeque<>(4);
    private final ByteBuffer scratch;

    /** @param scratch what fits in it is copied together; its content matters only within a call */
    public OutboundQueue(ByteBuffer scratch) {
        this.scratch = scratch;
    }

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

    /**
     * Writes once.
     *
     * @param most the maximum number of octets to offer; {@link Long#MAX_VALUE} for all
     * @return the number of octets taken; the rest waits until the channel is writable
     */
    public long flush(Transport transport, long most) throws IOException {
        long octets = Math.min(most, octets());
        long written = pending.size() > 1 && octets <= scratch.capacity()
                ? transport.write(together((int) octets))
                : transport.write(slices(most));
        skip(written);
        return written;
    }

    private long octets() {
        long octets = 0;
        for (ByteBuffer buffer : pending) {
            octets += buffer.remaining();
        }
        return octets;
    }

    private ByteBuffer together(int octets) {
        scratch.clear();
        for (ByteBuffer buffer : pending) {
            int length = Math.min(buffer.remaining(), octets - scratch.position());
            scratch.put(scratch.position(), buffer, buffer.position(), length);
            scratch.position(scratch.position() + length);
        }
        return scratch.flip();
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
