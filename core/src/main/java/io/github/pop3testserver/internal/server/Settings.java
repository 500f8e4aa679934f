package io.github.pop3testserver.internal.server;

import io.github.pop3testserver.internal.protocol.ServerFeatures;
import io.github.pop3testserver.model.PlaintextAfterStls;
import io.github.pop3testserver.model.Strictness;
import java.time.Duration;

/**
 * How a server was configured.
 *
 * @param maxLineOctets the maximum number of octets of a command line, including CRLF
 * @param maxSaslLineOctets the same for AUTH with an initial response, and for responses to challenges
 * @param autologout how long a session may go without a command (RFC 1939 section 3)
 * @param plaintextAfterStls what becomes of octets that came after STLS in the clear
 * @param strictness what verify() does about unused faults
 */
public record Settings(
        ServerFeatures features,
        int maxLineOctets,
        int maxSaslLineOctets,
        Duration autologout,
        PlaintextAfterStls plaintextAfterStls,
        Strictness strictness) {}
