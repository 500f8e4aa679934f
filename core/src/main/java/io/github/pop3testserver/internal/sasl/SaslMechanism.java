package io.github.pop3testserver.internal.sasl;

import io.github.pop3testserver.internal.sasl.SaslStep.Challenge;
import java.security.SecureRandom;
import org.jspecify.annotations.Nullable;

/** The mechanisms; the classes of one are loaded at its first use. */
public enum SaslMechanism {
    PLAIN("PLAIN"),
    LOGIN("LOGIN"),
    CRAM_MD5("CRAM-MD5"),
    SCRAM_SHA_1("SCRAM-SHA-1"),
    SCRAM_SHA_256("SCRAM-SHA-256"),
    XOAUTH2("XOAUTH2"),
    OAUTHBEARER("OAUTHBEARER");

    private final String mechanismName;

    SaslMechanism(String mechanismName) {
        this.mechanismName = mechanismName;
    }

    /** The name in AUTH and CAPA. */
    public String mechanismName() {
        return mechanismName;
    }

    /** By its name in any case; null if there is none. */
    public static @Nullable SaslMechanism named(String name) {
        for (SaslMechanism mechanism : values()) {
            if (mechanism.mechanismName.equalsIgnoreCase(name)) {
                return mechanism;
            }
        }
        return null;
    }

    /** Whether a client may answer the first challenge before it has come (RFC 5034 section 4). */
    public boolean takesInitialResponse() {
        return this != CRAM_MD5;
    }

    /** Whether a password or a token goes over the wire as it is, so that TLS is called for. */
    public boolean isPlaintext() {
        return switch (this) {
            case PLAIN, LOGIN, XOAUTH2, OAUTHBEARER -> true;
            case CRAM_MD5, SCRAM_SHA_1, SCRAM_SHA_256 -> false;
        };
    }

    /**
     * Begins an exchange: the first challenge, which an initial response answers although it was not sent.
     *
     * @param refusesTokensAtOnce whether XOAUTH2 refuses a token without a challenge
     */
    public Challenge start(Credentials credentials, boolean refusesTokensAtOnce) {
        return switch (this) {
            case PLAIN -> new Plain(credentials).start();
            case LOGIN -> new Login(credentials).start();
            case CRAM_MD5 -> new CramMd5(credentials, "<" + nonce() + "@pop3-test-server>").start();
            case SCRAM_SHA_1 -> new Scram("SHA-1", credentials, nonce()).start();
            case SCRAM_SHA_256 -> new Scram("SHA-256", credentials, nonce()).start();
            case XOAUTH2 -> new OAuth(credentials).xoauth2(refusesTokensAtOnce);
            case OAUTHBEARER -> new OAuth(credentials).oauthBearer();
        };
    }

    /** 128 random bits, such as {@code 1896.697170952}. */
    private static String nonce() {
        SecureRandom random = new SecureRandom(); // not before it is needed: it is slow to load
        return Long.toUnsignedString(random.nextLong()) + "." + Long.toUnsignedString(random.nextLong());
    }
}
