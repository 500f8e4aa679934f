package io.github.pop3testserver.internal.server;

import io.github.pop3testserver.internal.wire.TlsTransport;
import io.github.pop3testserver.internal.wire.Transport;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;

/** The server's side of TLS. This class is loaded only if the server uses TLS. */
public final class TlsServer {

    /** The JDK lists it among the versions, but it is only a format of the first message. */
    private static final String HELLO_FORMAT = "SSLv2Hello";

    /** A fatal alert in plaintext (RFC 8446 sections 5.1 and 6.2). Java sends it only if there is a name. */
    private static final byte[] UNRECOGNIZED_NAME = {21, 3, 3, 0, 2, 2, 112};

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

    /** Whether clients other than those for the hosts with certificates of their own are refused. */
    public boolean refusesOtherHosts() {
        return profile.hosts().refusesOthers();
    }

    TlsHosts hosts() {
        return profile.hosts();
    }

    /** Refuses a client because of the host that it asks for. */
    void refuse(String host, Transport plain) throws IOException {
        plain.write(ByteBuffer.wrap(UNRECOGNIZED_NAME));
        throw new SSLHandshakeException(hosts().refusal(host));
    }

    /** @param host that the client asks for; empty if it names none, or if that does not matter */
    TlsTransport over(Transport plain, String host) {
        SSLContext own = hosts().context(host);
        SSLEngine engine = (own == null ? identity : own).createSSLEngine();
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
