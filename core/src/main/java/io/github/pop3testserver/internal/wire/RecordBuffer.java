package io.github.pop3testserver.internal.wire;

import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * Octets on their way through the TLS engine. It uses no memory while it is empty, because many connections stay idle.
 */
final class RecordBuffer {

    private static final ByteBuffer NO_MEMORY = ByteBuffer.allocate(0);

    /** The contents are between position and limit. */
    private ByteBuffer octets = NO_MEMORY;

    /** Puts octets into the given space. */
    @FunctionalInterface
    interface Source<R> {
        R putInto(ByteBuffer space) throws IOException;
    }

    /** Makes room once for octets that will be added piece by piece. */
    void reserve(int room) {
        octets = withRoom(room).flip();
    }

    /** Adds what the source puts into a space of at least {@code room} octets. */
    <R> R append(int room, Source<R> source) throws IOException {
        octets = withRoom(room);
        try {
            return source.putInto(octets);
        } finally {
            octets.flip();
        }
    }

    /** The contents; a caller that takes octets out moves the position. */
    ByteBuffer contents() {
        return octets;
    }

    int size() {
        return octets.remaining();
    }

    boolean isEmpty() {
        return !octets.hasRemaining();
    }

    /** Moves as many octets as fit into the target. */
    void moveTo(ByteBuffer target) {
        int count = Math.min(octets.remaining(), target.remaining());
        target.put(octets.slice(octets.position(), count));
        octets.position(octets.position() + count);
        releaseIfEmpty();
    }

    void releaseIfEmpty() {
        if (isEmpty()) {
            clear();
        }
    }

    void clear() {
        octets = NO_MEMORY;
    }

    private ByteBuffer withRoom(int room) {
        if (octets.capacity() - octets.remaining() < room) {
            return ByteBuffer.allocate(octets.remaining() + room).put(octets);
        }
        boolean compact = octets.position() == 0;
        return compact ? octets.position(octets.limit()).limit(octets.capacity()) : octets.compact();
    }
}
