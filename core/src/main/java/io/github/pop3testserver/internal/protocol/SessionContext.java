package io.github.pop3testserver.internal.protocol;

import io.github.pop3testserver.internal.sasl.SaslMechanism;
import io.github.pop3testserver.internal.store.Users;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The data that all states of one session share.
 *
 * @param session the session's number
 * @param timestamp the text in the greeting that APOP hashes (RFC 1939 section 7)
 * @param tls whether the connection uses TLS
 * @param certified the user of the client's TLS certificate, prepared by SASLprep; empty if there is none
 * @param utf8 whether the client has turned on UTF8 mode (RFC 6856)
 */
record SessionContext(
        int session,
        Users users,
        ServerFeatures features,
        String timestamp,
        boolean tls,
        String certified,
        boolean utf8) {

    /** The context after the TLS handshake, which discards everything before it (RFC 2595 section 4). */
    SessionContext withTls() {
        return new SessionContext(session, users, features, timestamp, true, "", false);
    }

    SessionContext withUtf8() {
        return new SessionContext(session, users, features, timestamp, tls, certified, true);
    }

    SessionContext withCertified(String user) {
        return new SessionContext(session, users, features, timestamp, tls, user, utf8);
    }

    boolean has(String capability) {
        return features.capabilities().has(capability);
    }

    boolean offersTls() {
        return features.stls() && !tls && has("STLS");
    }

    boolean allowsPlaintext() {
        return tls || !features.plaintextNeedsTls();
    }

    /** The mechanisms that may be used now. EXTERNAL needs what TLS has proved (RFC 4422 section A.1). */
    private List<SaslMechanism> mechanisms() {
        boolean plaintext = allowsPlaintext();
        return features.mechanisms().stream()
                .filter(mechanism -> plaintext || !mechanism.isPlaintext())
                .filter(mechanism -> mechanism != SaslMechanism.EXTERNAL || !certified.isEmpty())
                .toList();
    }

    @Nullable
    SaslMechanism mechanism(String name) {
        // Only US-ASCII: equalsIgnoreCase() would take a dotless i for the letter I.
        boolean ascii = name.chars().allMatch(c -> c < 0x80);
        for (SaslMechanism mechanism : mechanisms()) {
            if (ascii && mechanism.mechanismName().equalsIgnoreCase(name)) {
                return mechanism;
            }
        }
        return null;
    }

    List<String> mechanismNames() {
        return mechanisms().stream().map(SaslMechanism::mechanismName).toList();
    }
}
