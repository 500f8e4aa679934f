package io.github.pop3testserver.model;

/** Whether and how connections are protected by TLS. */
public enum Tls {
    /** Not at all. */
    NONE,
    /** The client asks for it with STLS (RFC 2595); who does not ask is served in the clear. */
    EXPLICIT,
    /** From the first octet (RFC 8314), on a port of its own. */
    IMPLICIT
}
