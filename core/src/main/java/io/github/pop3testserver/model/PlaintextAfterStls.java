package io.github.pop3testserver.model;

/**
 * What the server does with plaintext that arrives after the STLS command. If a server processes it inside TLS, an
 * attacker can inject commands into a protected session.
 */
public enum PlaintextAfterStls {
    /** Closes the connection before the TLS handshake. */
    CLOSE,
    /** Discards the plaintext and begins TLS. */
    DISCARD,
    /** Processes the plaintext inside TLS, like a vulnerable server. */
    EXECUTE
}
