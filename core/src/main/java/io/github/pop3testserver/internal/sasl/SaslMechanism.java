package io.github.pop3testserver.internal.sasl;

import io.github.pop3testserver.internal.sasl.SaslStep.Challenge;
import java.security.SecureRandom;
import org.jspecify.annotations.Nullable;

/** The mechanisms. The classes of each are loaded on first use. */
public enum SaslMechanism {
    PLAIN("PLAIN"),
    LOGIN("LOGIN"),
    CRAM_MD5("CRAM-MD5"),
    SCRAM_SHA_1("SCRAM-SHA-1"),
    SCRAM_SHA_256("SCRAM-SHA-256"),
    XOAUTH2("XOAUTH2"),
    OAUTHBEARER("OAUTHBEARER"),
    EXTERNAL("EXTERNAL");

    private final String mechanismName;

    SaslMechanism(String mechanismName) {
        this.mechanismName = mechanismName;
    }

    /** The name in AUTH and CAPA. */
    public String mechanismName() {
        return mechanismName;
    }

    /** The mechanism with this name, in upper or lower case; null if there is none. */
    public static @Nullable SaslMechanism named(String name) {
        for (SaslMechanism mechanism : values()) {
            if (mechanism.mechanismName.equalsIgnoreCase(name)) {
                return mechanism;
            }
        }
        return null;
    }

    /** Whether a client may answer the first challenge before it arrives (RFC 5034 section 4). */
    public boolean takesInitialResponse() {
        return this != CRAM_MD5;
    }

    /** Whether the client sends a password or token as it is, so that it needs TLS. */
    public boolean isPlaintext() {
        return switch (this) {
            case PLAIN, LOGIN, XOAUTH2, OAUTHBEARER -> true;
            case CRAM_MD5, SCRAM_SHA_1, SCRAM_SHA_256, EXTERNAL -> false;
        };
    }

    /** Whether the server proves in turn that it knows the password, so that it must know it. */
    public boolean needsPassword() {
        return this == SCRAM_SHA_1 || this == SCRAM_SHA_256;
    }

    /**
     * Begins an exchange. Returns the first challenge; an initial response answers it although it was not sent.
     *
     * @param rejectsTokensImmediately whether XOAUTH2 rejects a token without a challenge
     */
    public Challenge start(Credentials credentials, boolean rejectsTokensImmediately) {
        return switch (this) {
            case PLAIN -> new Plain(credentials).start();
            case LOGIN -> new Login(credentials).start();
            case CRAM_MD5 -> new CramMd5(credentials, "<" + nonce() + "@pop3-test-server>").start();
            case SCRAM_SHA_1 -> new Scram("SHA-1", credentials, nonce()).start();
            case SCRAM_SHA_256 -> new Scram("SHA-256", credentials, nonce()).start();
            case XOAUTH2 -> new OAuth(credentials).xoauth2(rejectsTokensImmediately);
            case OAUTHBEARER -> new OAuth(credentials).oauthBearer();
            case EXTERNAL -> new External(credentials).start();
        };
    }

    /** 128 random bits, such as {@code 1896.697170952}. */
    private static String nonce() {
        SecureRandom random = new SecureRandom(); // created here, because it is slow to load
        return Long.toUnsignedString(random.nextLong()) + "." + Long.toUnsignedString(random.nextLong());
    }
}
