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
    public long write(ByteBuffer... sources) {
        StringBuilder taken = new StringBuilder();
        for (ByteBuffer source : sources) {
            byte[] octets = new byte[(int) Math.min(room, source.remaining())];
            source.get(octets);
            room -= octets.length;
            taken.append(new String(octets, StandardCharsets.US_ASCII));
        }
        if (!taken.isEmpty()) {
            writes.add(taken.toString());
        }
        return taken.length();
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
    public void close() {}
}
