package io.github.pop3testserver.model;

/** Something that a client did although the protocol forbids it. The server may have tolerated it. */
public enum ProtocolViolation {
    /** A line ended with LF instead of CRLF (RFC 1939 section 3). */
    BARE_LINE_FEED("a line ends in CRLF, not in LF alone (RFC 1939 section 3)"),
    /** A command exceeded 255 octets, including CRLF (RFC 2449 section 4), or a line exceeded the server's limit. */
    LINE_TOO_LONG("a command has at most 255 octets (RFC 2449 section 4)"),
    /**
     * A command contained a control character, or a space other than U+0020 (RFC 1939 section 3). A TLS handshake on a
     * plaintext connection counts too.
     */
    CONTROL_CHARACTER("a command has printable characters and SPACE only (RFC 1939 section 3)"),
    /** A command other than PASS ended with a space. */
    TRAILING_SPACE("a line does not end in SPACE (RFC 1939 section 3)"),
    /** The keyword of a command was unknown. */
    UNKNOWN_COMMAND("a client sends commands that the server knows (RFC 1939 section 3)"),
    /**
     * A command of the AUTHORIZATION state came after login, or one of the TRANSACTION state before it (RFC 1939
     * section 3).
     */
    WRONG_STATE("a command is sent in the state it belongs to (RFC 1939 section 3)"),
    /** A command named a message that the session had marked as deleted (RFC 1939 section 5). */
    REFERENCED_DELETED_MESSAGE("a message marked for deletion is not referred to again (RFC 1939 section 5)"),
    /**
     * A command was sent before the reply to the previous one, although the server was built without the capability
     * PIPELINING (RFC 2449 section 6.6).
     */
    UNANNOUNCED_PIPELINING(
            "a client waits for each reply unless the server announces PIPELINING (RFC 2449 section 6.6)"),
    /**
     * PASS, or AUTH with a plaintext mechanism, was sent in cleartext although the server offered STLS (RFC 2595
     * section 2.1, RFC 8314 section 3).
     */
    CLEARTEXT_CREDENTIALS(
            "passwords and tokens are not sent in cleartext where TLS is available (RFC 2595 section 2.1, RFC 8314 section 3)"),
    /** The client closed the connection without QUIT, while the server waited for a command (RFC 1939 section 3). */
    DISCONNECTED_WITHOUT_QUIT("a client ends its session with QUIT (RFC 1939 section 3)"),
    /** Plaintext arrived after STLS and before the TLS handshake (RFC 2595 section 4). */
    PLAINTEXT_AFTER_STLS("nothing is sent in cleartext after STLS (RFC 2595 section 4)");

    private final String rule;

    ProtocolViolation(String rule) {
        this.rule = rule;
    }

    /** Returns the rule that the client broke, with the section of the RFC. */
    public String rule() {
        return rule;
    }
}
