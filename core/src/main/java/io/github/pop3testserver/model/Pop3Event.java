package io.github.pop3testserver.model;

import java.util.EnumSet;
import java.util.Set;

/** What a fault can be attached to: a command that a client sends, or a moment of its session. */
public enum Pop3Event {
    /** A client has connected, and nothing was said yet; there is no reply that could be cut. */
    CONNECT,
    /** The server is about to shake hands for TLS: at once, or behind its reply to STLS. There is no reply that could be cut. */
    TLS_HANDSHAKE,
    /** The server is about to greet a client that has connected. */
    GREETING,
    /**
     * The exchange that opens the maildrop or refuses to, by any mechanism: PASS after USER, for example. With SASL it is the
     * one that is answered by {@code +OK} or {@code -ERR}, if credentials were judged by then.
     */
    LOGIN,
    /** The command of RFC 2449. */
    CAPA,
    /** The command of RFC 2595 section 4. */
    STLS,
    /** The command of RFC 1939 section 7. */
    USER,
    /** The command of RFC 1939 section 7, in any state. */
    PASS,
    /** The command of RFC 1939 section 7. */
    APOP,
    /** The command of RFC 5034, with or without an initial response. */
    AUTH,
    /** A response to a challenge, which is not a command (RFC 5034 section 4). */
    SASL_RESPONSE,
    /** The command of RFC 6856 section 2.1. */
    UTF8,
    /** The command of RFC 1939 section 5. */
    STAT,
    /** The command of RFC 1939 section 5, with or without a message-number. */
    LIST,
    /** The command of RFC 1939 section 7, with or without a message-number. */
    UIDL,
    /** The command of RFC 1939 section 7. */
    TOP,
    /** The command of RFC 1939 section 5. */
    RETR,
    /** The command of RFC 1939 section 5. */
    DELE,
    /** The command of RFC 1939 section 5. */
    NOOP,
    /** The command of RFC 1939 section 5. */
    RSET,
    /** The command of RFC 1939 sections 4 and 6. */
    QUIT,
    /** Each command line, known or not. */
    ANY_COMMAND,
    /** A command line whose keyword is none of the above. */
    UNKNOWN_COMMAND;

    private static final Set<Pop3Event> NOT_COMMANDS =
            EnumSet.of(CONNECT, TLS_HANDSHAKE, GREETING, LOGIN, SASL_RESPONSE);
    private static final Set<Pop3Event> NAMING_A_MESSAGE = EnumSet.of(LIST, UIDL, TOP, RETR, DELE, ANY_COMMAND);
    private static final Set<Pop3Event> MULTI_LINE = EnumSet.of(CAPA, AUTH, LIST, UIDL, TOP, RETR, ANY_COMMAND);
    private static final Set<Pop3Event> BEFORE_LOGIN =
            EnumSet.of(CONNECT, TLS_HANDSHAKE, GREETING, LOGIN, STLS, USER, PASS, APOP, AUTH, SASL_RESPONSE, UTF8);
    private static final Set<Pop3Event> AFTER_LOGIN = EnumSet.of(STAT, LIST, UIDL, TOP, RETR, DELE, NOOP, RSET);

    /** Whether a client sends this as a command: false for what is no command line of its own. */
    public boolean isCommand() {
        return !NOT_COMMANDS.contains(this);
    }

    /** Whether the server replies to it, so that there is something to cut or to replace. */
    public boolean hasReply() {
        return this != CONNECT && this != TLS_HANDSHAKE;
    }

    /** Whether its reply may be a multi-line one (RFC 1939 section 3). */
    public boolean mayBeMultiLine() {
        return MULTI_LINE.contains(this);
    }

    /** Whether it may have a message-number. */
    public boolean mayNameMessage() {
        return NAMING_A_MESSAGE.contains(this);
    }

    /** Whether it only comes before the TRANSACTION state (RFC 1939 section 4). */
    public boolean isBeforeLogin() {
        return BEFORE_LOGIN.contains(this);
    }

    /** Whether it only comes in the TRANSACTION state (RFC 1939 section 5). */
    public boolean isAfterLogin() {
        return AFTER_LOGIN.contains(this);
    }
}
