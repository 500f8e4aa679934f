package io.github.pop3testserver.model;

/** What a client did that the protocol forbids, although the server may have tolerated it. */
public enum ProtocolViolation {
    /** A line that ended in LF alone (RFC 1939 section 3). */
    BARE_LINE_FEED,
    /** A command of more than 255 octets (RFC 2449 section 4), or any line longer than the server's limit. */
    LINE_TOO_LONG,
    /** A control character, or a space other than SPACE, within a command (RFC 1939 section 3). */
    CONTROL_CHARACTER,
    /** SPACEs at the end of a line. */
    TRAILING_SPACE,
    /** A command that the server does not know. */
    UNKNOWN_COMMAND,
    /** A command of the AUTHORIZATION state after login, or of the TRANSACTION state before it (RFC 1939 section 3). */
    WRONG_STATE,
    /** A command for a message that the session has marked as deleted (RFC 1939 section 5). */
    REFERENCED_DELETED_MESSAGE,
    /** A command sent before the reply to the one before, to a server that has not announced PIPELINING (RFC 2449 section 6.6). */
    UNANNOUNCED_PIPELINING,
    /** A password or token sent in the clear, although the server offers STLS (RFC 2595 section 2.1, RFC 8314 section 3). */
    CLEARTEXT_CREDENTIALS,
    /** The connection was closed without QUIT, while the server was waiting for a command (RFC 1939 section 3). */
    DISCONNECTED_WITHOUT_QUIT,
    /** Octets sent in the clear after STLS, before the handshake (RFC 2595 section 4). */
    PLAINTEXT_AFTER_STLS
}
