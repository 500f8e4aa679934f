package io.github.pop3testserver.internal.server;

import io.github.pop3testserver.internal.protocol.ServerFeatures;
import io.github.pop3testserver.model.PlaintextAfterStls;
import io.github.pop3testserver.model.Strictness;

/**
 * How a server was configured.
 *
 * @param maxLineOctets the maximum number of octets of a command line, including CRLF
 * @param maxSaslLineOctets the same for AUTH with an initial response, and for responses to challenges
 * @param plaintextAfterStls what becomes of octets that came after STLS in the clear
 * @param strictness what verify() does about unused faults
 */
public record Settings(
        ServerFeatures features,
        int maxLineOctets,
        int maxSaslLineOctets,
        TimeLimits limits,
        PlaintextAfterStls plaintextAfterStls,
        Strictness strictness) {}
