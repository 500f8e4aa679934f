package io.github.pop3testserver.internal.wire;

import java.io.IOException;
import java.nio.ByteBuffer;

/** The server's end of a network in memory. */
final class PipeTransport implements Transport {

    private final Pipe in;
    private final Pipe out;
    private boolean open = true;

    PipeTransport(Pipe in, Pipe out) {
        this.in = in;
        this.out = out;
    }

    @Override
    public int read(ByteBuffer target) {
        return in.read(target);
    }

    @Override
    public long write(ByteBuffer... sources) throws IOException {
        long written = 0;
        for (ByteBuffer source : sources) {
            written += out.write(source);
        }
        return written;
    }

    @Override
    public boolean wantsWrite() {
        return false;
    }

    @Override
    public void shutdownOutput() {
        out.end();
    }

    boolean isOpen() {
        return open;
    }

    @Override
    public void close() {
        open = false;
        out.end();
    }
}
