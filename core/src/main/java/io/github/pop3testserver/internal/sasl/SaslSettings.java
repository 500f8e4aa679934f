package io.github.pop3testserver.internal.sasl;

import java.util.function.Function;
import java.util.function.Supplier;

/**
 * What a server chooses for its mechanisms.
 *
 * @param host what CRAM-MD5 challenges are from
 * @param nonces printable ASCII without commas, blanks, {@code @} and angle brackets, never twice the same
 * @param salts by user name, for known and unknown users alike, always the same for one name
 * @param scramIterations the iteration count of SCRAM, of which clients may ask 4096 or more (RFC 7677 section 4)
 */
public record SaslSettings(
        String host,
        Supplier<String> nonces,
        Function<String, byte[]> salts,
        int scramIterations,
        XOAuth2Refusal xoauth2Refusal) {

    /** Random nonces, the fewest iterations that RFC 5802 recommends, and JSON for a refused token. */
    public static SaslSettings standard() {
        return new SaslSettings(
                "pop3-test-server",
                new RandomNonces(),
                new DerivedSalts("pop3-test-server"),
                4096,
                XOAuth2Refusal.CHALLENGE);
    }

    /** With the failure at once, and no JSON before it. */
    public SaslSettings refusingTokensAtOnce() {
        return new SaslSettings(host, nonces, salts, scramIterations, XOAuth2Refusal.DIRECT);
    }
}
