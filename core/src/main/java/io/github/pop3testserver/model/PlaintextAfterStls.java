package io.github.pop3testserver.model;

/**
 * What becomes of octets that a client, or somebody between, has sent in the clear after the STLS command. To carry them
 * out inside TLS would let an attacker put commands into a protected session.
 */
public enum PlaintextAfterStls {
    /** The connection is closed, without TLS: the client's fault is seen at once. */
    CLOSE,
    /** They are thrown away, as Cyrus does. */
    DISCARD,
    /** They are carried out inside TLS: a server with the vulnerability. */
    EXECUTE
}
