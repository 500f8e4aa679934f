package io.github.pop3testserver.internal.server;

import io.github.pop3testserver.internal.wire.TlsTransport;
import io.github.pop3testserver.internal.wire.Transport;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** The way of one connection into TLS, from the moment that it is due to the end of the handshake. */
final class TlsUpgrade {

    /** What the client has sent of it before the server was ready. */
    private final ByteArrayOutputStream early = new ByteArrayOutputStream();

    /** Null until the server is ready. */
    private @Nullable TlsTransport transport;

    boolean hasBegun() {
        return transport != null;
    }

    void keep(ByteBuffer octets) {
        byte[] copy = new byte[octets.remaining()];
        octets.get(copy);
        early.writeBytes(copy);
    }

    int kept() {
        return early.size();
    }

    /** From now on the connection is read and written by what this returns. */
    Transport begin(TlsServer server, Transport plain) throws IOException {
        TlsTransport begun = server.over(plain);
        begun.feed(early.toByteArray());
        early.reset();
        transport = begun;
        return begun;
    }

    boolean isOver() {
        return transport != null && transport.isEstablished();
    }

    /** Whether the client has sent anything of it. */
    boolean isBegunByClient() {
        return transport == null ? early.size() > 0 : transport.hasReceived();
    }

    /** The version agreed upon; empty if none is. */
    String protocol() {
        return isOver() && transport != null ? transport.protocol() : "";
    }

    /** The host name that the client has asked for; null if it has not, or not yet. */
    @Nullable
    String requestedHost() {
        return transport == null ? null : transport.requestedHost();
    }
}
