package io.github.pop3testserver.model;

import java.util.EnumSet;
import java.util.Set;

/** An event at which a fault can fire: a command, or another step of a session. */
public enum Pop3Event {
    /** A client has connected, and nothing has been sent. This event has no reply. */
    CONNECT,
    /** The TLS handshake is about to begin: at once, or after the reply to STLS. This event has no reply. */
    TLS_HANDSHAKE,
    /** The server is about to greet the client. */
    GREETING,
    /**
     * The exchange in which the server decides about a login by any mechanism: PASS, APOP, or the last exchange of
     * AUTH. An exchange that the server rejects before it checks credentials is not a login.
     */
    LOGIN,
    /** The CAPA command (RFC 2449 section 5). */
    CAPA,
    /** The STLS command (RFC 2595 section 4). */
    STLS,
    /** The USER command (RFC 1939 section 7). */
    USER,
    /** The PASS command (RFC 1939 section 7), in any state. */
    PASS,
    /** The APOP command (RFC 1939 section 7). */
    APOP,
    /** The AUTH command (RFC 5034), with or without an initial response. */
    AUTH,
    /** A response to a challenge, which is not a command (RFC 5034 section 4). */
    SASL_RESPONSE,
    /** The UTF8 command (RFC 6856 section 2.1). */
    UTF8,
    /** The STAT command (RFC 1939 section 5). */
    STAT,
    /** The LIST command (RFC 1939 section 5), with or without a message-number. */
    LIST,
    /** The UIDL command (RFC 1939 section 7), with or without a message-number. */
    UIDL,
    /** The TOP command (RFC 1939 section 7). */
    TOP,
    /** The RETR command (RFC 1939 section 5). */
    RETR,
    /** The DELE command (RFC 1939 section 5). */
    DELE,
    /** The NOOP command (RFC 1939 section 5). */
    NOOP,
    /** The RSET command (RFC 1939 section 5). */
    RSET,
    /** The QUIT command (RFC 1939 sections 4 and 6). */
    QUIT,
    /** Any command, known or not. */
    ANY_COMMAND,
    /** A command whose keyword is not one of the above, or a line that was too long. */
    UNKNOWN_COMMAND;

    private static final Set<Pop3Event> NOT_COMMANDS =
            EnumSet.of(CONNECT, TLS_HANDSHAKE, GREETING, LOGIN, SASL_RESPONSE);
    private static final Set<Pop3Event> NAMING_A_MESSAGE = EnumSet.of(LIST, UIDL, TOP, RETR, DELE, ANY_COMMAND);
    private static final Set<Pop3Event> MULTI_LINE = EnumSet.of(CAPA, AUTH, LIST, UIDL, TOP, RETR, ANY_COMMAND);
    private static final Set<Pop3Event> BEFORE_LOGIN =
            EnumSet.of(CONNECT, TLS_HANDSHAKE, GREETING, LOGIN, STLS, USER, PASS, APOP, AUTH, SASL_RESPONSE, UTF8);
    private static final Set<Pop3Event> AFTER_LOGIN = EnumSet.of(STAT, LIST, UIDL, TOP, RETR, DELE, NOOP, RSET);

    /** Returns whether this event is a command. */
    public boolean isCommand() {
        return !NOT_COMMANDS.contains(this);
    }

    /** Returns whether the server sends a reply, which a fault can cut or replace. */
    public boolean hasReply() {
        return this != CONNECT && this != TLS_HANDSHAKE;
    }

    /** Returns whether the reply can be multi-line (RFC 1939 section 3). */
    public boolean mayBeMultiLine() {
        return MULTI_LINE.contains(this);
    }

    /** Returns whether the command can have a message-number. */
    public boolean mayNameMessage() {
        return NAMING_A_MESSAGE.contains(this);
    }

    /**
     * Returns whether this event belongs before the TRANSACTION state (RFC 1939 section 4). A client may still send such a
     * command later, which is an error.
     */
    public boolean isBeforeLogin() {
        return BEFORE_LOGIN.contains(this);
    }

    /**
     * Returns whether this event belongs to the TRANSACTION state (RFC 1939 section 5). A client may still send such a command
     * before login, which is an error.
     */
    public boolean isAfterLogin() {
        return AFTER_LOGIN.contains(this);
    }
}
