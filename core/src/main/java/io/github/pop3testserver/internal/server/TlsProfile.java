package io.github.pop3testserver.internal.server;

import java.util.List;

/**
 * What a server accepts in a TLS handshake.
 *
 * @param versions those that are offered; none for all that the JVM enables by default
 * @param cipherSuites the same for cipher suites
 * @param clients whether clients present certificates
 * @param hosts the hosts with certificates of their own
 */
public record TlsProfile(List<String> versions, List<String> cipherSuites, ClientCertificates clients, TlsHosts hosts) {

    public TlsProfile {
        versions = List.copyOf(versions);
        cipherSuites = List.copyOf(cipherSuites);
    }

    /** What the server does about client certificates (RFC 8446 section 4.3.2). */
    public enum ClientCertificates {
        NOT_REQUESTED,
        /** A client may have none. */
        WANTED,
        REQUIRED
    }
}
