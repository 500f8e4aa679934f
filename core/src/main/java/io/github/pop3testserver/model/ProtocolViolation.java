package io.github.pop3testserver.model;

/** What a client did that the protocol forbids, although the server may have tolerated it. */
public enum ProtocolViolation {
    /** A line that ended in LF alone (RFC 1939 section 3). */
    BARE_LINE_FEED,
    /** A line longer than the limit. */
    LINE_TOO_LONG,
    /** NUL or CR within a line (RFC 1939 section 3). */
    CONTROL_CHARACTER,
    /** Blanks at the end of a line. */
    TRAILING_BLANK,
    /** A command that the server does not know. */
    UNKNOWN_COMMAND,
    /** Octets sent in the clear behind STLS, before the handshake (RFC 2595 section 4). */
    PLAINTEXT_AFTER_STLS
}
