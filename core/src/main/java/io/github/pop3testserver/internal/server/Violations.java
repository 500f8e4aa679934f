package io.github.pop3testserver.internal.server;

import io.github.pop3testserver.internal.protocol.Session;
import io.github.pop3testserver.internal.store.OpenMaildrop;
import io.github.pop3testserver.model.CommandLine;
import io.github.pop3testserver.model.Pop3Event;
import io.github.pop3testserver.model.ProtocolViolation;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Finds what a client must not send, although the server tolerates it, or answers by {@code -ERR} like anything else. */
final class Violations {

    private static final Set<Pop3Event> OF_AUTHORIZATION =
            EnumSet.of(Pop3Event.STLS, Pop3Event.USER, Pop3Event.PASS, Pop3Event.APOP, Pop3Event.AUTH, Pop3Event.UTF8);

    private static final Set<Pop3Event> OF_TRANSACTION = EnumSet.of(
            Pop3Event.STAT,
            Pop3Event.LIST,
            Pop3Event.UIDL,
            Pop3Event.TOP,
            Pop3Event.RETR,
            Pop3Event.DELE,
            Pop3Event.NOOP,
            Pop3Event.RSET);

    /** Mechanisms by which a secret could be read on the way. */
    private static final Set<String> IN_THE_CLEAR = Set.of("PLAIN", "LOGIN", "XOAUTH2", "OAUTHBEARER");

    private Violations() {}

    static List<ProtocolViolation> of(CommandLine command, Session session) {
        List<ProtocolViolation> violations = new ArrayList<>(0);
        if (command.hasControlCharacters()) {
            violations.add(ProtocolViolation.CONTROL_CHARACTER);
        } else if (command.event() == Pop3Event.UNKNOWN_COMMAND) {
            violations.add(ProtocolViolation.UNKNOWN_COMMAND);
        }
        if (command.text().endsWith(" ") && command.event() != Pop3Event.PASS) {
            violations.add(ProtocolViolation.TRAILING_BLANK);
        }
        if ((session.isBeforeLogin() ? OF_TRANSACTION : OF_AUTHORIZATION).contains(command.event())) {
            violations.add(ProtocolViolation.WRONG_STATE);
        }
        if (session.offersStls() && sendsSecretInTheClear(command)) {
            violations.add(ProtocolViolation.SECRET_IN_THE_CLEAR);
        }
        if (namesDeletedMessage(command, session)) {
            violations.add(ProtocolViolation.DELETED_MESSAGE);
        }
        return violations;
    }

    private static boolean sendsSecretInTheClear(CommandLine command) {
        return command.event() == Pop3Event.PASS
                || (command.event() == Pop3Event.AUTH
                        && !command.arguments().isEmpty()
                        && IN_THE_CLEAR.contains(command.arguments().get(0).toUpperCase(Locale.ROOT)));
    }

    private static boolean namesDeletedMessage(CommandLine command, Session session) {
        OpenMaildrop maildrop = session.maildrop();
        int number = command.messageNumber().orElse(0);
        return maildrop != null && maildrop.isNumber(number) && maildrop.isMarked(number);
    }
}
