package io.github.pop3testserver.model;

import java.util.Optional;
import java.util.OptionalLong;

/**
 * What a client sent, and what the server answered.
 *
 * @param event {@link Pop3Event#GREETING}, a command, {@link Pop3Event#SASL_RESPONSE}, or
 *     {@link Pop3Event#UNKNOWN_COMMAND} for a line that was too long
 * @param command empty if the event is not a command, or the line was too long
 * @param status the status line of the reply without CRLF, as far as it was sent; empty if nothing was sent
 * @param octets the octets of a multi-line reply, without status line and terminator; empty for a single-line reply
 * @param terminated whether the multi-line reply had a terminator
 */
public record Exchange(
        Pop3Event event, Optional<CommandLine> command, String status, OptionalLong octets, boolean terminated) {}
