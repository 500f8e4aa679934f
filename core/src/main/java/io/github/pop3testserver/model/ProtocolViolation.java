package io.github.pop3testserver.model;

/** Something that a client did although the protocol forbids it. The server may have tolerated it. */
public enum ProtocolViolation {
    /** A line ended with LF instead of CRLF (RFC 1939 section 3). */
    BARE_LINE_FEED,
    /** A command exceeded 255 octets, including CRLF (RFC 2449 section 4), or a line exceeded the server's limit. */
    LINE_TOO_LONG,
    /**
     * A command contained a control character, or a space other than U+0020 (RFC 1939 section 3). A TLS handshake on a
     * plaintext connection counts too.
     */
    CONTROL_CHARACTER,
    /** A command other than PASS ended with a space. */
    TRAILING_SPACE,
    /** The keyword of a command was unknown. */
    UNKNOWN_COMMAND,
    /**
     * A command of the AUTHORIZATION state came after login, or one of the TRANSACTION state before it (RFC 1939
     * section 3).
     */
    WRONG_STATE,
    /** A command named a message that the session had marked as deleted (RFC 1939 section 5). */
    REFERENCED_DELETED_MESSAGE,
    /**
     * A command was sent before the reply to the previous one, although the server was built without the capability
     * PIPELINING (RFC 2449 section 6.6).
     */
    UNANNOUNCED_PIPELINING,
    /**
     * PASS, or AUTH with a plaintext mechanism, was sent in cleartext although the server offered STLS (RFC 2595
     * section 2.1, RFC 8314 section 3).
     */
    CLEARTEXT_CREDENTIALS,
    /** The client closed the connection without QUIT, while the server waited for a command (RFC 1939 section 3). */
    DISCONNECTED_WITHOUT_QUIT,
    /** Plaintext arrived after STLS and before the TLS handshake (RFC 2595 section 4). */
    PLAINTEXT_AFTER_STLS
}
