package io.github.pop3testserver.internal.server;

import io.github.pop3testserver.internal.protocol.Session;
import io.github.pop3testserver.model.CommandLine;
import io.github.pop3testserver.model.Pop3Event;
import io.github.pop3testserver.model.ProtocolViolation;
import java.util.Locale;
import java.util.Set;

/** Finds protocol violations in commands, whether the server tolerates them or answers {@code -ERR}. */
final class Violations {

    /** Mechanisms that send a secret readably. */
    private static final Set<String> IN_THE_CLEAR = Set.of("PLAIN", "LOGIN", "XOAUTH2", "OAUTHBEARER");

    private Violations() {}

    static void check(CommandLine command, Session session, SessionRecord record) {
        Pop3Event event = command.event();
        if (command.isTooLong()) {
            record.violated(ProtocolViolation.LINE_TOO_LONG);
        }
        if (command.hasControlCharacters()) {
            record.violated(ProtocolViolation.CONTROL_CHARACTER);
        } else if (event == Pop3Event.UNKNOWN_COMMAND) {
            record.violated(ProtocolViolation.UNKNOWN_COMMAND);
        }
        if (command.text().endsWith(" ") && event != Pop3Event.PASS) {
            record.violated(ProtocolViolation.TRAILING_SPACE);
        }
        if (session.isBeforeLogin() ? event.isAfterLogin() : event.isBeforeLogin()) {
            record.violated(ProtocolViolation.WRONG_STATE);
        }
        if (sendsSecretInTheClear(command) && session.offersStls()) {
            record.violated(ProtocolViolation.CLEARTEXT_CREDENTIALS);
        }
    }

    private static boolean sendsSecretInTheClear(CommandLine command) {
        return command.event() == Pop3Event.PASS
                || (command.event() == Pop3Event.AUTH
                        && !command.arguments().isEmpty()
                        && IN_THE_CLEAR.contains(command.arguments().get(0).toUpperCase(Locale.ROOT)));
    }
}
