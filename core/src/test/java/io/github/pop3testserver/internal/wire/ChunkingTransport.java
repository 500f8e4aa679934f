package io.github.pop3testserver.internal.wire;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntSupplier;

/** Takes only so many octets of each write, and remembers what it was offered. */
final class ChunkingTransport implements Transport {

    private final IntSupplier takes;
    private final ByteArrayOutputStream taken = new ByteArrayOutputStream();

    /** The sizes of the buffers of each write. */
    private final List<List<Integer>> offers = new ArrayList<>();

    ChunkingTransport(IntSupplier takes) {
        this.takes = takes;
    }

    byte[] taken() {
        return taken.toByteArray();
    }

    List<List<Integer>> offers() {
        return offers;
    }

    @Override
    public long write(ByteBuffer... sources) {
        List<Integer> offer = new ArrayList<>();
        int left = takes.getAsInt();
        long written = 0;
        for (ByteBuffer source : sources) {
            offer.add(source.remaining());
            byte[] part = new byte[Math.min(left, source.remaining())];
            source.get(part);
            taken.writeBytes(part);
            left -= part.length;
            written += part.length;
        }
        offers.add(offer);
        return written;
    }

    @Override
    public int read(ByteBuffer target) {
        return -1;
    }

    @Override
    public boolean wantsWrite() {
        return false;
    }

    @Override
    public void shutdownOutput() {}

    @Override
    public void close() {}
}
