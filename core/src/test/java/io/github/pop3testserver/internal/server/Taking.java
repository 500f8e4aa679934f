package io.github.pop3testserver.internal.server;

import io.github.pop3testserver.internal.wire.Transport;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** A transport that takes so much, and remembers each write that it took something of. */
final class Taking implements Transport {

    private final List<String> writes = new ArrayList<>();
    private long room;
    private boolean holdsBack;

    Taking(long room) {
        this.room = room;
    }

    List<String> writes() {
        return writes;
    }

    void room(long octets) {
        room = octets;
    }

    /** Whether it has taken what it has not handed on yet, as TLS does. */
    void holdsBack(boolean so) {
        holdsBack = so;
    }

    @Override
    public long write(ByteBuffer[] sources, int offset, int length) {
        StringBuilder taken = new StringBuilder();
        for (int i = offset; i < offset + length; i++) {
            byte[] octets = new byte[(int) Math.min(room, sources[i].remaining())];
            sources[i].get(octets);
            room -= octets.length;
            taken.append(new String(octets, StandardCharsets.US_ASCII));
        }
        if (!taken.isEmpty()) {
            writes.add(taken.toString());
        }
        return taken.length();
    }

    @Override
    public long write(ByteBuffer[] sources) {
        return write(sources, 0, sources.length);
    }

    @Override
    public int write(ByteBuffer source) {
        return (int) write(new ByteBuffer[] {source}, 0, 1);
    }

    @Override
    public int read(ByteBuffer target) {
        return 0;
    }

    @Override
    public boolean wantsWrite() {
        return holdsBack;
    }

    @Override
    public void shutdownOutput() {}

    @Override
    public boolean isOpen() {
        return true;
    }

    @Override
    public void close() {}
}
