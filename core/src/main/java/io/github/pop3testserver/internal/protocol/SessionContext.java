package io.github.pop3testserver.internal.protocol;

import io.github.pop3testserver.internal.sasl.SaslMechanism;
import io.github.pop3testserver.internal.store.Users;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What every state of one session may use.
 *
 * @param session the session's number
 * @param timestamp what the greeting gives APOP to hash (RFC 1939 section 7)
 * @param tls whether the connection is protected
 * @param utf8 whether the client has asked for UTF8 mode (RFC 6856)
 */
record SessionContext(int session, Users users, ServerFeatures features, String timestamp, boolean tls, boolean utf8) {

    /** After the TLS handshake: all that was said before is forgotten (RFC 2595 section 4). */
    SessionContext withTls() {
        return new SessionContext(session, users, features, timestamp, true, false);
    }

    SessionContext withUtf8() {
        return new SessionContext(session, users, features, timestamp, tls, true);
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

    /** The mechanisms that may be used now. */
    List<SaslMechanism> mechanisms(boolean plaintextToo) {
        List<SaslMechanism> usable = new ArrayList<>();
        for (SaslMechanism mechanism : features.mechanisms()) {
            if (plaintextToo || !mechanism.isPlaintext()) {
                usable.add(mechanism);
            }
        }
        return usable;
    }

    @Nullable
    SaslMechanism mechanism(String name) {
        // In US-ASCII only, or a dotless i would be one with a dot.
        boolean ascii = name.chars().allMatch(c -> c < 0x80);
        for (SaslMechanism mechanism : mechanisms(allowsPlaintext())) {
            if (ascii && mechanism.mechanismName().equalsIgnoreCase(name)) {
                return mechanism;
            }
        }
        return null;
    }

    List<String> mechanismNames(boolean plaintextToo) {
        List<String> names = new ArrayList<>();
        for (SaslMechanism mechanism : mechanisms(plaintextToo)) {
            names.add(mechanism.mechanismName());
        }
        return names;
    }
}
