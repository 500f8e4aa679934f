package io.github.pop3testserver.benchmarks.bare;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

final class PlainTransport implements Transport {

    /** A larger heap buffer would be copied to a direct one of its size, which the JDK then keeps. */
    private static final int SLICE = 256 * 1024;

    private final SocketChannel channel;
    private final ByteBuffer in = ByteBuffer.allocate(256);

    PlainTransport(SocketChannel channel) {
        this.channel = channel;
    }

    @Override
    public @Nullable ByteBuffer read() throws IOException {
        in.clear();
        return channel.read(in) < 0 ? null : in.flip();
    }

    @Override
    public boolean write(ArrayDeque<ByteBuffer> pending) throws IOException {
        while (!pending.isEmpty()) {
            ByteBuffer next = pending.getFirst();
            int end = next.limit();
            next.limit(Math.min(end, next.position() + SLICE));
            channel.write(next);
            boolean full = next.hasRemaining();
            next.limit(end);
            if (full) {
                return false;
            }
            if (!next.hasRemaining()) {
                pending.removeFirst();
            }
        }
        return true;
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
