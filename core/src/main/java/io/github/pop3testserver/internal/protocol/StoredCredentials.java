package io.github.pop3testserver.internal.protocol;

import io.github.pop3testserver.internal.sasl.Credentials;
import io.github.pop3testserver.internal.store.Secrets;
import io.github.pop3testserver.internal.store.Users;
import org.jspecify.annotations.Nullable;

/** The users' credentials for one authentication exchange, which remembers whose it was asked for. */
final class StoredCredentials implements Credentials {

    private final Users users;

    /** Whose maildrop the client wants to open; empty if it has not said so. */
    private String wanted = "";

    /** For the count of failed logins; empty before the first question. */
    private String lastAskedFor = "";

    StoredCredentials(Users users) {
        this.users = users;
    }

    /** Whose maildrop the client wants to open, as far as it is known. */
    String wanted() {
        return wanted.isEmpty() ? lastAskedFor : wanted;
    }

    @Override
    public void wants(String username) {
        wanted = username;
    }

    String lastAskedFor() {
        return lastAskedFor;
    }

    @Override
    public boolean acceptsPassword(String username, byte[] password) {
        Secrets secrets = secrets(username);
        return secrets != null && secrets.isPassword(password);
    }

    @Override
    public @Nullable String password(String username) {
        Secrets secrets = secrets(username);
        return secrets == null ? null : secrets.password();
    }

    @Override
    public boolean acceptsToken(String username, String token) {
        Secrets secrets = secrets(username);
        return secrets != null && secrets.isToken(token);
    }

    /** RFC 4616 section 2: an administrator opens the maildrop of another user. */
    @Override
    public boolean mayActAs(String username, String other) {
        return users.isAdministrator(username) && users.maildrop(other) != null;
    }

    private @Nullable Secrets secrets(String username) {
        lastAskedFor = username;
        return users.secrets(username);
    }
}
