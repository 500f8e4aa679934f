package io.github.pop3testserver.internal.sasl;

import org.jspecify.annotations.Nullable;

/** What mechanisms have to know about users. They ask for prepared names (SASLprep), which may be unknown. */
public interface Credentials {

    /** The client wants to open the maildrop of this user; said before its credentials are judged. */
    void wants(String username);

    /** Whether that is the user's password, in the octets that the client has sent. */
    boolean acceptsPassword(String username, byte[] password);

    /** The shared secret, for mechanisms that prove it without sending it; null for an unknown user. */
    @Nullable
    String password(String username);

    /** Whether that is an access token of the user (RFC 6750), and still valid. */
    boolean acceptsToken(String username, String token);

    /** Whether one user may open the maildrop of another; asked for different names only, and after authentication. */
    boolean mayActAs(String username, String other);
}
