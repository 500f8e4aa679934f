package io.github.pop3testserver.model;

/**
 * An attempt to log in.
 *
 * @param username the user whose maildrop the client wants to open; with SASL the authorization identity, if the client
 *     sent one
 * @param mechanism {@code USER} for USER and PASS, as in CAPA (RFC 2449 section 6.3), {@code APOP}, or the name of a
 *     SASL mechanism, such as {@code SCRAM-SHA-256}
 */
public record LoginAttempt(String username, String mechanism) {}
