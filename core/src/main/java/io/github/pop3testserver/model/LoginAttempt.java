package io.github.pop3testserver.model;

/**
 * An attempt to log in, by any mechanism: who, and how.
 *
 * @param username whose maildrop the client wants to open: with SASL the authorization identity, where one was sent
 * @param mechanism {@code USER} for USER and PASS, as CAPA names it (RFC 2449 section 6.3); {@code APOP}; or the name of a
 *     SASL mechanism, {@code SCRAM-SHA-256} for example
 */
public record LoginAttempt(String username, String mechanism) {}
