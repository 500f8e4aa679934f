package io.github.pop3testserver.internal.store;

import io.github.pop3testserver.internal.sasl.SaslPrep;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;

/** What a user can prove its identity with. */
public final class Secrets {

    private String password;

    /** Until a token was accepted or expired, the password is a good one, too. */
    private boolean passwordIsToken = true;

    private final Set<String> tokens = new HashSet<>();

    Secrets(String password) {
        this.password = password;
    }

    public String password() {
        return password;
    }

    public void changePassword(String changed) {
        password = changed;
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
        return passwordIsToken ? given.equals(password) : tokens.contains(given);
    }

    /**
     * Whether that is the password: to the octet, or prepared, for stored and presented passwords alike (RFC 4616 section 2).
     * Clients send it in UTF-8 or, where that has all the characters, in ISO-8859-1.
     */
    public boolean isPassword(byte[] given) {
        return Arrays.equals(given, password.getBytes(StandardCharsets.UTF_8))
                || password.equals(new String(given, StandardCharsets.ISO_8859_1))
                || isPrepared(new String(given, StandardCharsets.UTF_8))
                || isPrepared(new String(given, StandardCharsets.ISO_8859_1));
    }

    /** Never what is not UTF-8: SASLprep prohibits the character that replaces it. */
    private boolean isPrepared(String given) {
        String prepared = SaslPrep.prepared(given);
        return prepared != null && prepared.equals(SaslPrep.prepared(password));
    }
}
