package io.github.pop3testserver.internal.server;

import io.github.pop3testserver.internal.wire.LineDecoder;
import io.github.pop3testserver.internal.wire.TlsTransport;
import io.github.pop3testserver.internal.wire.Transport;
import io.github.pop3testserver.model.SessionEnd;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Objects;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** The way of one connection into TLS, from the moment that TLS is due to the end of the handshake. */
final class TlsUpgrade {

    private final ServerContext context;
    private final Dialogue dialogue;

    /** TLS is due, and its handshake is not over; whatever comes next waits for that. */
    private boolean pending;

    /** What the client has sent before the server was ready for the handshake; null if nothing. */
    private @Nullable ByteArrayOutputStream early;

    /** Null until the server is ready. */
    private @Nullable TlsTransport transport;

    /** @param implicitTls TLS is due from the first octet */
    TlsUpgrade(ServerContext context, Dialogue dialogue, boolean implicitTls) {
        this.context = context;
        this.dialogue = dialogue;
        this.pending = implicitTls;
    }

    boolean isPending() {
        return pending;
    }

    /**
     * From now on nothing is read in the clear. RFC 2595 section 4: what came after STLS in the clear must not count within
     * TLS, unless the test wants such a server.
     *
     * @return false if the connection is to be closed instead
     */
    boolean prepare(LineDecoder input) {
        if (input.buffered() > 0) {
            dialogue.plaintextAfterStls();
            switch (context.settings().plaintextAfterStls()) {
                case CLOSE -> {
                    return false;
                }
                case DISCARD -> input.clear();
                case EXECUTE -> {}
            }
        }
        pending = true;
        dialogue.tlsStarted();
        return true;
    }

    /** Whether what comes in is to be kept for the handshake, since the server is not ready. */
    boolean keepsInput() {
        return pending && transport == null;
    }

    void keep(ByteBuffer octets) {
        if (early == null) {
            early = new ByteArrayOutputStream();
        }
        byte[] copy = new byte[octets.remaining()];
        octets.get(copy);
        early.writeBytes(copy);
    }

    int kept() {
        return early == null ? 0 : early.size();
    }

    /** From now on the connection is read and written by what this returns. */
    Transport begin(Transport plain) throws IOException {
        TlsServer server = Objects.requireNonNull(context.tls(), "TLS was offered without a certificate");
        TlsTransport begun = server.over(plain);
        transport = begun;
        if (early != null) {
            begun.feed(early.toByteArray());
            early = null;
        }
        return begun;
    }

    /** Whether the handshake has come to its end; if so, what was agreed upon is recorded. */
    boolean isOver() {
        if (transport == null || !transport.isEstablished()) {
            return false;
        }
        if (pending) {
            secured(transport, transport.protocol());
        }
        return true;
    }

    /** Records that the handshake, or TLS itself, has failed. Returns how that ends the session. */
    SessionEnd fail(SSLException failure) {
        String reason = String.valueOf(failure.getMessage());
        dialogue.tlsFailed(reason);
        if (pending && transport != null) {
            secured(transport, transport.isEstablished() ? transport.protocol() : "");
        }
        return TlsMistakes.isByClient(reason) ? SessionEnd.CLIENT_CLOSED : SessionEnd.SERVER_DISCONNECTED;
    }

    private void secured(TlsTransport begun, String protocol) {
        String host = begun.requestedHost();
        dialogue.secured(protocol, host == null ? "" : host);
        pending = false;
    }

    /** Whether the client has sent anything of its handshake. */
    boolean isBegunByClient() {
        return transport == null ? kept() > 0 : transport.hasReceived();
    }

    /** The session is over. */
    void end() {
        pending = false;
    }
}
