package io.github.pop3testserver.junit5;

/**
 * The kinds of failures that {@link FaultSweepTest} tries. Each failure happens once; after it the server behaves
 * correctly again.
 */
public enum FaultKind {
    /** The connection is closed with FIN: before a command, after it and before its reply, and inside the reply. */
    DISCONNECT,
    /** The connection is closed with RST, at the same points. */
    RESET,
    /** A command is answered with {@code -ERR} and not processed. */
    REFUSAL,
    /** A command that has an effect (LOGIN, DELE, RSET, QUIT) is processed, but answered with {@code -ERR}. */
    LOST_REPLY,
    /** The server stops responding. A client without a read timeout fails. */
    STALL,
    /** A reply arrives octet by octet, which a client must not notice. */
    DRIBBLE,
    /** A reply is another protocol's line, an empty line, contains a number that is not one, or omits a message. */
    GARBLE,
    /** A client cannot connect, is turned away at the greeting, or gets no further than the login. */
    UNAVAILABLE,
    /** QUIT removes all messages marked for deletion but one, and is answered with {@code -ERR}. */
    PARTIAL_UPDATE
}
