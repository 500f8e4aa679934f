package io.github.pop3testserver.internal.server;

import io.github.pop3testserver.internal.protocol.Capabilities;
import java.time.Duration;

/**
 * How a server was configured.
 *
 * @param greeting the text behind the greeting's {@code +OK}
 * @param lineLimit the most octets of a command line, its CRLF included
 * @param autologout how long a session may go without a command (RFC 1939 section 3)
 */
public record Settings(String greeting, Capabilities capabilities, int lineLimit, Duration autologout) {}
