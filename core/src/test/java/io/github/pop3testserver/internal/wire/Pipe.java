package io.github.pop3testserver.internal.wire;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.util.function.IntSupplier;

/** One direction of a network in memory: octets in their order, of which it takes and delivers only so many at a time. */
final class Pipe {

    private final byte[] ring;
    private final IntSupplier takes;
    private final IntSupplier delivers;
    private int start;
    private int held;
    private boolean ended;
    private long delivered;

    Pipe(int capacity, IntSupplier takes, IntSupplier delivers) {
        this.ring = new byte[capacity];
        this.takes = takes;
        this.delivers = delivers;
    }

    boolean isReadable() {
        return held > 0 || ended;
    }

    boolean isWritable() {
        return held < ring.length;
    }

    int write(ByteBuffer source) throws IOException {
        if (ended) {
            throw new ClosedChannelException();
        }
        int count = Math.min(source.remaining(), Math.min(takes.getAsInt(), ring.length - held));
        for (int i = 0; i < count; i++) {
            ring[(start + held) % ring.length] = source.get();
            held++;
        }
        return count;
    }

    int read(ByteBuffer target) {
        if (held == 0) {
            return ended ? -1 : 0;
        }
        int count = Math.min(target.remaining(), Math.min(delivers.getAsInt(), held));
        for (int i = 0; i < count; i++) {
            target.put(ring[start]);
            start = (start + 1) % ring.length;
        }
        held -= count;
        delivered += count;
        return count;
    }

    /** FIN. */
    void end() {
        ended = true;
    }

    boolean hasEnded() {
        return ended;
    }

    /** The number of octets that have been read so far. */
    long delivered() {
        return delivered;
    }

    /** What is on its way: taken, and not yet read. */
    byte[] underway() {
        byte[] octets = new byte[held];
        for (int i = 0; i < held; i++) {
            octets[i] = ring[(start + i) % ring.length];
        }
        return octets;
    }
}
