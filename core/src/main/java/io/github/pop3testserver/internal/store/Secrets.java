package io.github.pop3testserver.internal.store;

import io.github.pop3testserver.internal.sasl.SaslPrep;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;

/** A user's password and access tokens. */
public final class Secrets {

    private String password;

    /** Whether the password is also a valid token: true until the test accepts or expires a token. */
    private boolean passwordIsToken = true;

    private final Set<String> tokens = new HashSet<>();

    /** Whether any other password or token is as good: until the test sets one. */
    private boolean any;

    Secrets(String password) {
        this(password, false);
    }

    private Secrets(String password, boolean any) {
        this.password = password;
        this.any = any;
    }

    /** Those of a user who may have any. */
    static Secrets any() {
        return new Secrets("password", true);
    }

    /** Whether any password is right, so that also the digest of an unknown password is. */
    public boolean acceptsAnyPassword() {
        return any;
    }

    public String password() {
        return password;
    }

    public void changePassword(String changed) {
        password = changed;
        any = false;
    }

    public void acceptToken(String token) {
        passwordIsToken = false;
        tokens.add(token);
    }

    public void expireToken(String token) {
        passwordIsToken = false;
        tokens.remove(token);
    }

    public boolean isToken(String given) {
        return passwordIsToken ? any || given.equals(password) : tokens.contains(given);
    }

    /**
     * Whether this is the password: in the same octets, or after both were prepared with SASLprep (RFC 4616 section 2).
     * Clients send it in UTF-8 or, if that has all the characters, in ISO-8859-1.
     */
    public boolean isPassword(byte[] given) {
        return any
                || Arrays.equals(given, password.getBytes(StandardCharsets.UTF_8))
                || password.equals(new String(given, StandardCharsets.ISO_8859_1))
                || isPrepared(new String(given, StandardCharsets.UTF_8))
                || isPrepared(new String(given, StandardCharsets.ISO_8859_1));
    }

    /** False for octets that were not UTF-8: SASLprep prohibits the character that replaces them. */
    private boolean isPrepared(String given) {
        String prepared = SaslPrep.prepared(given);
        return prepared != null && prepared.equals(SaslPrep.prepared(password));
    }
}
