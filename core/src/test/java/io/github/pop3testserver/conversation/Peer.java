package io.github.pop3testserver.conversation;

import io.github.pop3testserver.model.CommandLine;

/** The other end of a conversation: says a line, and reads the reply as it came over the wire. */
interface Peer extends AutoCloseable {

    /** The greeting, lines ending in LF. */
    String greeting();

    /** Sends a command line without its end; returns the whole reply, byte-stuffing and terminator included, lines ending in LF. */
    String say(String line);

    /** Whether the server has closed the connection. */
    boolean isOver();

    @Override
    void close();

    /** Whether the reply to a command goes on behind its status line (RFC 1939 section 3). */
    static boolean isMultiLine(String command, String status) {
        CommandLine line = CommandLine.of(command);
        return status.startsWith("+OK")
                && switch (line.event()) {
                    case CAPA, RETR, TOP -> true;
                    case LIST, UIDL, AUTH -> line.arguments().isEmpty();
                    default -> false;
                };
    }
}
