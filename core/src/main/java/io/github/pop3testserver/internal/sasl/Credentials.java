package io.github.pop3testserver.internal.sasl;

import org.jspecify.annotations.Nullable;

/** What mechanisms need to know about users. They ask with names prepared by SASLprep, which may be unknown. */
public interface Credentials {

    /** The client wants to open the maildrop of this user. Called before its credentials are judged. */
    void wants(String username);

    /** Whether this is the user's password, in the octets that the client sent. */
    boolean acceptsPassword(String username, byte[] password);

    /** The shared secret, for mechanisms that prove it without sending it; null for an unknown user. */
    @Nullable
    String password(String username);

    /** Whether any password of the user is right, so that also each digest is. */
    boolean acceptsAnyPassword(String username);

    /** Whether this is a valid access token of the user (RFC 6750). */
    boolean acceptsToken(String username, String token);

    /** The user of the client's TLS certificate; empty if there is none. */
    String certified();

    /** Whether one user may open the maildrop of another. Called only for different names, after authentication. */
    boolean mayActAs(String username, String other);
}
