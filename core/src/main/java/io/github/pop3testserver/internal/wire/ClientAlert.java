package io.github.pop3testserver.internal.wire;

import java.nio.ByteBuffer;
import java.util.Map;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import org.jspecify.annotations.Nullable;

/**
 * A client's alert in plaintext. In a TLS 1.3 handshake, a client that rejects the certificate may not have keys of its
 * own yet. The JDK then takes its alert for an encrypted record that is too short.
 */
final class ClientAlert {

    private static final int ALERT_RECORD = 21;

    private static final int HEADER_OCTETS = 5;

    /** Level and description (RFC 8446 section 6). */
    private static final int ALERT_OCTETS = 2;

    private static final int CLOSE_NOTIFY = 0;

    private static final Map<Integer, String> CERTIFICATE_ALERTS = Map.of(
            42, "bad_certificate",
            43, "unsupported_certificate",
            44, "certificate_revoked",
            45, "certificate_expired",
            46, "certificate_unknown",
            48, "unknown_ca");

    private ClientAlert() {}

    /** The description of the alert at the start of the records; null if they start with something else. */
    static @Nullable Integer read(ByteBuffer records) {
        int start = records.position();
        boolean isAlert = records.remaining() >= HEADER_OCTETS + ALERT_OCTETS
                && records.get(start) == ALERT_RECORD
                && records.getShort(start + 3) == ALERT_OCTETS;
        return isAlert ? records.get(start + HEADER_OCTETS + 1) & 0xFF : null;
    }

    /** Uses the words of the JDK for alerts that it can read. */
    static SSLException failure(int description, SSLException unreadable) {
        String name = CERTIFICATE_ALERTS.getOrDefault(description, "number " + description);
        String words = description == CLOSE_NOTIFY
                ? "Received close_notify during handshake"
                : "Received fatal alert: " + name;
        SSLException failure = new SSLHandshakeException(words);
        failure.initCause(unreadable);
        return failure;
    }
}
