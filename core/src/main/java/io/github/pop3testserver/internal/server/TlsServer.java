package io.github.pop3testserver.internal.server;

import io.github.pop3testserver.internal.wire.TlsTransport;
import io.github.pop3testserver.internal.wire.Transport;
import javax.net.ssl.SSLContext;

/** The server's side of TLS; loaded only where there is some. */
public final class TlsServer {

    private final SSLContext first;
    private SSLContext identity;

    public TlsServer(SSLContext identity) {
        this.first = identity;
        this.identity = identity;
    }

    /** From the next connection on the server is again who it was at its start. */
    public void reset() {
        identity = first;
    }

    /** From the next connection on the server is somebody else. */
    public void become(SSLContext other) {
        identity = other;
    }

    TlsTransport over(Transport plain) {
        return new TlsTransport(plain, identity.createSSLEngine());
    }
}
