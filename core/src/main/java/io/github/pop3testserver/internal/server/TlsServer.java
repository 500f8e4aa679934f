package io.github.pop3testserver.internal.server;

import io.github.pop3testserver.internal.wire.TlsTransport;
import io.github.pop3testserver.internal.wire.Transport;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;

/** The server's side of TLS; loaded only where there is some. */
public final class TlsServer {

    private final SSLContext first;
    private final List<String> versions;
    private SSLContext identity;

    /**
     * TLS with a certificate.
     *
     * @param versions those that are offered, none for all that the JDK offers
     * @throws IllegalArgumentException if the JDK does not know one of them
     */
    public TlsServer(SSLContext identity, List<String> versions) {
        List<String> known = List.of(identity.getSupportedSSLParameters().getProtocols());
        for (String version : versions) {
            if (!known.contains(version)) {
                throw new IllegalArgumentException(
                        "no TLS version \"" + version + "\"; known: " + String.join(", ", known));
            }
        }
        this.first = identity;
        this.identity = identity;
        this.versions = List.copyOf(versions);
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
        SSLEngine engine = identity.createSSLEngine();
        if (!versions.isEmpty()) {
            engine.setEnabledProtocols(versions.toArray(String[]::new));
        }
        return new TlsTransport(plain, engine);
    }
}
