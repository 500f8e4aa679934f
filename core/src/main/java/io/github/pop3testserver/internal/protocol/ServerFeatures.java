package io.github.pop3testserver.internal.protocol;

import io.github.pop3testserver.internal.sasl.SaslMechanism;
import java.util.List;

/**
 * What a server offers its clients, as the builder has configured it.
 *
 * @param greeting the text after {@code +OK} in the greeting
 * @param mechanisms in the order in which they are announced
 * @param apop whether the greeting has a timestamp and the server accepts APOP
 * @param apopTimestamp the timestamp of each session; empty if each has its own
 * @param stls whether TLS can be begun with STLS
 * @param plaintextNeedsTls whether passwords in the clear are refused before TLS (RFC 5034 section 4)
 * @param rejectsTokensImmediately whether XOAUTH2 refuses a token without a challenge, as some providers do
 * @param maxLoginAttempts the number of failures after which the connection is closed
 * @param maxBadCommands the number in a row after which the connection is closed
 */
public record ServerFeatures(
        String greeting,
        Capabilities capabilities,
        List<SaslMechanism> mechanisms,
        boolean apop,
        String apopTimestamp,
        boolean stls,
        boolean plaintextNeedsTls,
        boolean rejectsTokensImmediately,
        int maxLoginAttempts,
        int maxBadCommands) {

    public ServerFeatures {
        mechanisms = List.copyOf(mechanisms);
    }
}
