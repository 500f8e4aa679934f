package io.github.pop3testserver.junit5;

import io.github.pop3testserver.model.ProtocolViolation;
import java.util.EnumSet;
import java.util.Set;

/**
 * The kinds of failures that {@link FaultSweepTest} tries. Each failure happens once; after it the server behaves
 * correctly again.
 */
public enum FaultKind {
    /** The connection is closed with FIN: before a command, after it and before its reply, and inside the reply. */
    DISCONNECT,
    /** The connection is closed with RST, at the same points. */
    RESET,
    /**
     * A command is answered with {@code -ERR} and not processed. A login is refused in four runs: with
     * {@code [IN-USE]}, {@code [SYS/TEMP]}, {@code [LOGIN-DELAY]}, and without a response code.
     */
    REFUSAL,
    /** A command that has an effect (a login, DELE, RSET, QUIT) is processed, but answered with {@code -ERR}. */
    LOST_REPLY,
    /**
     * The server stops responding: at connect, in the TLS handshake, after the greeting, at a command, and inside a
     * multi-line reply. The run fails if the client still waits at {@link FaultSweepTest#stallLimit()}.
     */
    STALL,
    /**
     * A reply arrives octet by octet. The run fails if the client has another number of sessions or commands than in the
     * undisturbed run.
     */
    DRIBBLE,
    /** A reply is another protocol's line, an empty line, contains a number that is not one, or omits a message. */
    GARBLE,
    /** A client is disconnected when it connects, turned away at the greeting, or gets no further than the login. */
    UNAVAILABLE,
    /** QUIT removes all messages marked for deletion but one, and is answered with {@code -ERR}. */
    PARTIAL_UPDATE;

    /** The violations that a client may commit in the session of the fault, because the server has misled it. */
    Set<ProtocolViolation> excuses() {
        return switch (this) {
            case DRIBBLE -> EnumSet.noneOf(ProtocolViolation.class);
            case LOST_REPLY, GARBLE, PARTIAL_UPDATE ->
                EnumSet.of(
                        ProtocolViolation.DISCONNECTED_WITHOUT_QUIT,
                        ProtocolViolation.WRONG_STATE,
                        ProtocolViolation.REFERENCED_DELETED_MESSAGE);
            case DISCONNECT, RESET, REFUSAL, STALL, UNAVAILABLE ->
                EnumSet.of(ProtocolViolation.DISCONNECTED_WITHOUT_QUIT);
        };
    }
}
