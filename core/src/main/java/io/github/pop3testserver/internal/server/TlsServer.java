package io.github.pop3testserver.internal.server;

import io.github.pop3testserver.internal.wire.TlsTransport;
import io.github.pop3testserver.internal.wire.Transport;
import java.util.List;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;

/** The server's side of TLS. This class is loaded only if the server uses TLS. */
public final class TlsServer {

    /** The JDK lists it among the versions, but it is only a format of the first message. */
    private static final String HELLO_FORMAT = "SSLv2Hello";

    private final SSLContext first;
    private final TlsProfile profile;
    private SSLContext identity;

    /**
     * TLS with a certificate.
     *
     * @throws IllegalArgumentException if this JVM lacks a version or a cipher suite, or one of them excludes all others
     */
    public TlsServer(SSLContext identity, TlsProfile profile) {
        for (String version : profile.versions()) {
            requireSpoken(identity, version);
        }
        CipherSuites.requireUsable(identity, profile);
        this.first = identity;
        this.identity = identity;
        this.profile = profile;
    }

    private static void requireSpoken(SSLContext identity, String version) {
        if (isSpoken(identity, version)) {
            return;
        }
        String known = "known: " + String.join(", ", spoken(identity));
        if (!implemented(identity).contains(version)) {
            throw new IllegalArgumentException("no TLS version \"" + version + "\"; " + known);
        }
        throw new IllegalArgumentException("TLS version \"" + version + "\" is disabled in this JVM by the security"
                + " property jdk.tls.disabledAlgorithms; " + known + "; use one of these, or start the JVM with"
                + " -Djava.security.properties=FILE, where FILE sets the property without " + version);
    }

    private static List<String> spoken(SSLContext identity) {
        return implemented(identity).stream()
                .filter(version -> isSpoken(identity, version))
                .toList();
    }

    private static List<String> implemented(SSLContext identity) {
        return Stream.of(identity.getSupportedSSLParameters().getProtocols())
                .filter(version -> !version.equals(HELLO_FORMAT))
                .toList();
    }

    /** An engine lets even disabled versions be enabled, and throws only when a handshake begins. */
    private static boolean isSpoken(SSLContext identity, String version) {
        SSLEngine engine = identity.createSSLEngine();
        engine.setUseClientMode(false);
        try {
            engine.setEnabledProtocols(new String[] {version});
            engine.beginHandshake();
            return true;
        } catch (IllegalArgumentException | SSLException e) {
            return false; // not implemented, or disabled
        }
    }

    /** From the next connection on, the server uses its first certificate again. */
    public void reset() {
        identity = first;
    }

    /** From the next connection on, the server uses another certificate. */
    public void become(SSLContext other) {
        identity = other;
    }

    TlsTransport over(Transport plain) {
        SSLEngine engine = identity.createSSLEngine();
        if (!profile.versions().isEmpty()) {
            engine.setEnabledProtocols(profile.versions().toArray(String[]::new));
        }
        if (!profile.cipherSuites().isEmpty()) {
            engine.setEnabledCipherSuites(profile.cipherSuites().toArray(String[]::new));
        }
        switch (profile.clients()) {
            case NOT_REQUESTED -> {}
            case WANTED -> engine.setWantClientAuth(true);
            case REQUIRED -> engine.setNeedClientAuth(true);
        }
        return new TlsTransport(plain, engine);
    }
}
