package io.github.pop3testserver.model;

/** How connections use TLS. */
public enum Tls {
    /** No TLS. */
    NONE,
    /** STLS upgrades a plaintext connection (RFC 2595); clients that do not upgrade are served in cleartext. */
    EXPLICIT,
    /** The connection uses TLS from the first octet (RFC 8314). */
    IMPLICIT
}
