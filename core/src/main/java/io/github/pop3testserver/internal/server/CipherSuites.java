package io.github.pop3testserver.internal.server;

import java.util.List;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;

/** Refuses cipher suites that a server could never use. */
final class CipherSuites {

    /** It stands among the suites, but only announces a feature (RFC 5746 section 3.3). */
    private static final String NO_SUITE = "TLS_EMPTY_RENEGOTIATION_INFO_SCSV";

    private CipherSuites() {}

    static void requireUsable(SSLContext identity, TlsProfile profile) {
        List<String> suites = profile.cipherSuites();
        List<String> versions = profile.versions();
        for (String suite : suites) {
            if (!all(identity).toList().contains(suite)) {
                throw new IllegalArgumentException("no cipher suite \"" + suite
                        + "\" in this JVM, or the security property"
                        + " jdk.tls.disabledAlgorithms disables it; known, for the test CA's certificates: "
                        + String.join(
                                ", ",
                                all(identity).filter(CipherSuites::suitsEcdsa).toList()));
            }
            if (!begins(identity, versions, List.of(suite))) {
                throw new IllegalArgumentException(
                        "cipher suite \"" + suite + "\" would have no effect: it belongs to none of the"
                                + " TLS versions " + String.join(", ", versions) + "; remove it, or add its version");
            }
        }
        for (String version : suites.isEmpty() ? List.<String>of() : versions) {
            if (!begins(identity, List.of(version), suites)) {
                throw new IllegalArgumentException(
                        "TLS version \"" + version + "\" would have no effect: it has none of the cipher" + " suites "
                                + String.join(", ", suites) + "; remove it, or add a suite");
            }
        }
    }

    private static Stream<String> all(SSLContext identity) {
        return Stream.of(identity.getSupportedSSLParameters().getCipherSuites())
                .filter(suite -> !suite.equals(NO_SUITE));
    }

    /** Those of TLS 1.3 suit each certificate, and their names do not mention any. */
    private static boolean suitsEcdsa(String suite) {
        return suite.contains("_ECDHE_ECDSA_WITH_") || !suite.contains("_WITH_");
    }

    /** An engine throws when a handshake begins if no version is left. */
    private static boolean begins(SSLContext identity, List<String> versions, List<String> suites) {
        SSLEngine engine = identity.createSSLEngine();
        engine.setUseClientMode(false);
        engine.setEnabledCipherSuites(suites.toArray(String[]::new));
        if (!versions.isEmpty()) {
            engine.setEnabledProtocols(versions.toArray(String[]::new));
        }
        try {
            engine.beginHandshake();
            return true;
        } catch (SSLException e) {
            return false;
        }
    }
}
