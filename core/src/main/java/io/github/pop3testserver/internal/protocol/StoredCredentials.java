package io.github.pop3testserver.internal.protocol;

import io.github.pop3testserver.internal.sasl.Credentials;
import io.github.pop3testserver.internal.store.Secrets;
import io.github.pop3testserver.internal.store.Users;
import org.jspecify.annotations.Nullable;

/** The users' credentials for one authentication exchange. It remembers which user the client has named. */
final class StoredCredentials implements Credentials {

    private final Users users;
    private final String certified;

    /** The user whose maildrop the client wants to open; empty if it has not named one. */
    private String wanted = "";

    /** The user whose credentials were checked last. Failed logins count for this user. Empty before the first check. */
    private String lastAskedFor = "";

    StoredCredentials(Users users, String certified) {
        this.users = users;
        this.certified = certified;
    }

    /** The user whose maildrop the client wants to open; empty if it is unknown. */
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
    public boolean acceptsAnyPassword(String username) {
        Secrets secrets = secrets(username);
        return secrets != null && secrets.acceptsAnyPassword();
    }

    @Override
    public boolean acceptsToken(String username, String token) {
        Secrets secrets = secrets(username);
        return secrets != null && secrets.isToken(token);
    }

    @Override
    public String certified() {
        return certified;
    }

    /** RFC 4616 section 2: an administrator may open the maildrop of another user. */
    @Override
    public boolean mayActAs(String username, String other) {
        return users.isAdministrator(username) && users.hasMaildrop(other);
    }

    private @Nullable Secrets secrets(String username) {
        lastAskedFor = username;
        return users.secrets(username);
    }
}
