package io.github.pop3testserver.model;

import java.util.Optional;
import java.util.OptionalLong;

/**
 * What a client sent, and what it was sent in return.
 *
 * @param event what was answered: {@link Pop3Event#GREETING}, a command, {@link Pop3Event#SASL_RESPONSE}, or
 *     {@link Pop3Event#UNKNOWN_COMMAND} for a line that was too long to be read
 * @param command empty for what is not a command, or could not be read
 * @param status the status line of the reply without its CRLF, as far as it was sent; empty if nothing was
 * @param octets those of a multi-line reply, without status line and terminator; empty for a single line
 * @param terminated whether a multi-line reply had a terminator
 */
public record Exchange(
        Pop3Event event, Optional<CommandLine> command, String status, OptionalLong octets, boolean terminated) {}
