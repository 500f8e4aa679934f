package io.github.pop3testserver.internal.server;

import io.github.pop3testserver.internal.wire.LineDecoder;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Describes clients' mistakes with TLS, for transcripts. */
final class TlsMistakes {

    /** The connection is plaintext, and the client begins a handshake. */
    static final String CLIENT_HELLO =
            "the client began TLS on a plaintext connection; make it connect without TLS or send"
                    + " STLS first, or build the server with tls(Tls.IMPLICIT)";

    /** The first octets of a TLS handshake, in every version (RFC 8446 section 5.1). No command begins with them. */
    private static final byte[] HANDSHAKE_RECORD = {22, 3};

    private static final String TRUST = "give it endpoint.sslContext(), trustStore() or jakartaMailProperties()";

    /** How the JDK's text begins if the client rejected the server. */
    private static final String ALERT = "Received fatal alert: ";

    private static final String CERTIFICATE_ALERT =
            ALERT + "(bad_certificate|unsupported_certificate|certificate_\\w+|unknown_ca)";

    /** How the reason begins if the server has refused the client for the host it asked for. */
    static final String NO_CERTIFICATE = "the server has no certificate for";

    /** How the server's reasons for refusing a client's certificate begin. */
    private static final String CLIENT_CERTIFICATE = "the client's certificate (";

    private TlsMistakes() {}

    /** Whether a client begins a handshake in place of a line. */
    static boolean isClientHello(LineDecoder decoder) {
        return decoder.nextStartsWith(HANDSHAKE_RECORD);
    }

    /** @param reason why TLS failed, as the JDK's text */
    static String inWords(String reason) {
        Matcher rejection = Pattern.compile(CERTIFICATE_ALERT).matcher(reason);
        if (rejection.find()) {
            return "the client rejected the certificate (alert " + rejection.group(1) + "); " + TRUST;
        }
        if (reason.startsWith(NO_CERTIFICATE)) {
            return reason;
        }
        if (reason.contains("Empty client certificate chain")) {
            return "the client presented no certificate, but the server requires one; give the client"
                    + " ClientCertificate.valid(username).sslContext(), or build the server with wantClientCertificate()";
        }
        int refusal = reason.indexOf(CLIENT_CERTIFICATE);
        if (refusal >= 0) {
            return reason.substring(refusal) + "; give the client ClientCertificate.valid(username).sslContext()";
        }
        if (reason.contains("no cipher suites in common")) {
            return "client and server have no cipher suite in common that suits the server's certificate; change"
                    + " cipherSuites(...) of the builder, or the client's suites, as with -Djdk.tls.client.cipherSuites";
        }
        if (reason.contains("plaintext connection?")) {
            return "the client sent plaintext where the TLS handshake was due; make it connect with TLS, or to a port"
                    + " without TLS";
        }
        return isClosing(reason) ? closed(true, true) : "TLS failed: " + reason;
    }

    /** Whether the client ended the connection. */
    static boolean isByClient(String reason) {
        return reason.contains(ALERT) || isClosing(reason);
    }

    private static boolean isClosing(String reason) {
        return reason.contains("close_notify during handshake");
    }

    /**
     * A client that has closed the connection before TLS was established.
     *
     * @param begun whether it has begun the handshake
     * @param greeted whether it has talked with the server before
     */
    static String closed(boolean begun, boolean greeted) {
        if (begun) {
            return "the client closed the connection during the TLS handshake, probably because it rejects the"
                    + " certificate; " + TRUST;
        }
        return "the client closed the connection before it began TLS"
                + (greeted ? "" : "; a client without TLS never gets the greeting, which comes after the handshake");
    }
}
