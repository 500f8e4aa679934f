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
    /** A command that completes a login attempt by any mechanism: PASS after USER, for one. */
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
    /** The command of RFC 5034, with or without an initial response; responses to challenges are no commands. */
    AUTH,
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

    private static final Set<Pop3Event> NO_COMMANDS = EnumSet.of(CONNECT, TLS_HANDSHAKE, GREETING, LOGIN);

    /** Whether a client sends this: false for the moments of a session that no command line of its own belongs to. */
    public boolean isCommand() {
        return !NO_COMMANDS.contains(this);
    }
}
