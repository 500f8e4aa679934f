package io.github.pop3testserver.internal.sasl;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Users, each with a password that is a valid access token too; "admin" may act as anybody.
 *
 * @param passwords by user name
 */
record Registered(Map<String, String> passwords) implements Credentials {

    static Registered user(String username, String password) {
        return new Registered(Map.of(username, password));
    }

    @Override
    public void wants(String username) {}

    @Override
    public boolean acceptsPassword(String username, byte[] password) {
        return new String(password, UTF_8).equals(passwords.get(username));
    }

    @Override
    public @Nullable String password(String username) {
        return passwords.get(username);
    }

    @Override
    public boolean acceptsAnyPassword(String username) {
        return false;
    }

    @Override
    public boolean acceptsToken(String username, String token) {
        return token.equals(passwords.get(username));
    }

    /** Nobody has a certificate. */
    @Override
    public String certified() {
        return "";
    }

    @Override
    public boolean mayActAs(String username, String other) {
        return username.equals("admin");
    }
}
