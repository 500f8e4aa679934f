package io.github.pop3testserver.model;

import java.util.Optional;
import java.util.OptionalLong;

/**
 * What a client has said, and what it was told.
 *
 * @param kind what it was that the server answered
 * @param command empty for what is no command
 * @param status the status line of the reply, without its CRLF
 * @param octets those of a multi-line reply, without status line and terminator; empty for a single line
 */
public record Exchange(Kind kind, Optional<CommandLine> command, String status, OptionalLong octets) {

    /** What a reply answers. */
    public enum Kind {
        /** Nothing: the server speaks first. */
        GREETING,
        /** A command. */
        COMMAND,
        /** The response to a challenge (RFC 5034). */
        SASL_RESPONSE
    }
}
