package io.github.pop3testserver.internal.sasl;

import io.github.pop3testserver.internal.sasl.SaslStep.Challenge;
import org.jspecify.annotations.Nullable;

/** The mechanisms; what one is made of is loaded when it is first used. */
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

    /** Begins an exchange: the first challenge, which an initial response answers without its being sent. */
    public Challenge start(Credentials credentials, SaslSettings settings) {
        return switch (this) {
            case PLAIN -> new Plain(credentials).start();
            case LOGIN -> new Login(credentials).start();
            case CRAM_MD5 ->
                new CramMd5(credentials, "<" + settings.nonces().get() + "@" + settings.host() + ">").start();
            case SCRAM_SHA_1 -> new Scram(new Hash("SHA-1"), credentials, settings).start();
            case SCRAM_SHA_256 -> new Scram(new Hash("SHA-256"), credentials, settings).start();
            case XOAUTH2 -> new XOAuth2(credentials, settings.xoauth2Refusal()).start();
            case OAUTHBEARER -> new OAuthBearer(credentials).start();
        };
    }
}
