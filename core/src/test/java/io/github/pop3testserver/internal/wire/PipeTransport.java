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
    public int write(ByteBuffer source) throws IOException {
        return out.write(source);
    }

    @Override
    public long write(ByteBuffer[] sources, int offset, int length) throws IOException {
        long written = 0;
        for (int i = offset; i < offset + length; i++) {
            written += out.write(sources[i]);
        }
        return written;
    }

    @Override
    public long write(ByteBuffer[] sources) throws IOException {
        return write(sources, 0, sources.length);
    }

    @Override
    public boolean wantsWrite() {
        return false;
    }

    @Override
    public void shutdownOutput() {
        out.end();
    }

    @Override
    public boolean isOpen() {
        return open;
    }

    @Override
    public void close() {
        open = false;
        out.end();
    }
}
