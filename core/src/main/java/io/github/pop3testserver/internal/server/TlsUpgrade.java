package io.github.pop3testserver.internal.server;

import io.github.pop3testserver.internal.wire.ClientHello;
import io.github.pop3testserver.internal.wire.LineDecoder;
import io.github.pop3testserver.internal.wire.TlsTransport;
import io.github.pop3testserver.internal.wire.Transport;
import io.github.pop3testserver.internal.x509.ClientIdentity;
import io.github.pop3testserver.model.SessionEnd;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.security.cert.X509Certificate;
import java.util.Objects;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** Moves one connection from plaintext to TLS, until the end of the handshake. */
final class TlsUpgrade {

    private final ServerContext context;
    private final Dialogue dialogue;

    /** TLS is due, and the handshake is not complete. Everything else waits for it. */
    private boolean pending;

    /** The client's octets that came before the server was ready for the handshake; null if there are none. */
    private @Nullable ByteArrayOutputStream early;

    /** The handshake may begin. It does not before the client has said for which host, if that matters. */
    private boolean due;

    /** Null until the handshake begins. */
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
     * From now on nothing is read as plaintext. Plaintext that came after STLS must not be carried out within TLS (RFC 2595
     * section 4), unless the test wants such a server.
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

    /** Whether input must be kept for the handshake, because the server is not ready for it. */
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

    /** Whether the handshake could begin if the client had said for which host. */
    boolean isDue() {
        return due;
    }

    /** Begins the handshake, if it can. Returns the transport to use from now on. */
    Transport begin(Transport plain) throws IOException {
        due = true;
        TlsServer server = Objects.requireNonNull(context.tls(), "TLS was offered without a certificate");
        if (!server.hosts().matter()) {
            return begin(plain, server, "");
        }
        ClientHello hello = ClientHello.of(early == null ? new byte[0] : early.toByteArray());
        if (hello == null) {
            return plain;
        }
        if (hello.isReadable() && server.hosts().refuse(hello.host())) {
            dialogue.secured("", hello.host());
            server.refuse(hello.host(), plain);
        }
        return begin(plain, server, hello.host());
    }

    private Transport begin(Transport plain, TlsServer server, String host) throws IOException {
        TlsTransport begun = server.over(plain, host);
        transport = begun;
        if (early != null) {
            begun.feed(early.toByteArray());
            early = null;
        }
        return begun;
    }

    /** Whether the handshake is complete. If it is, its outcome is recorded. */
    boolean isOver() {
        if (transport == null || !transport.isEstablished()) {
            return false;
        }
        if (pending) {
            secured(transport, transport.protocol());
        }
        return true;
    }

    /** Records that TLS failed. Returns how the session ends. */
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
        X509Certificate certificate = begun.clientCertificate();
        dialogue.secured(protocol, host == null ? "" : host);
        if (certificate != null) {
            dialogue.identified(certificate, ClientIdentity.userOf(certificate));
        }
        pending = false;
    }

    /** Whether the client has begun the handshake. */
    boolean isBegunByClient() {
        return transport == null ? kept() > 0 : transport.hasReceived();
    }

    /** The session is over. */
    void end() {
        pending = false;
    }
}
