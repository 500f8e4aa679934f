package io.github.pop3testserver.samples.play;

import io.github.pop3testserver.MaildropMessage;
import io.github.pop3testserver.Pop3Session;
import io.github.pop3testserver.Pop3TestServer;
import io.github.pop3testserver.model.ProtocolViolation;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** What clients have done to each message of the first maildrop, and which rules they have broken. */
record Summary(Pop3TestServer server) {

    String text() {
        List<Pop3Session> sessions = server.sessions();
        if (sessions.isEmpty()) {
            return "No client has connected.";
        }
        StringBuilder text = new StringBuilder("The messages after " + counted(sessions.size(), "session") + ":\n\n");
        List<MaildropMessage> messages = server.maildrop().allMessages();
        int width = messages.stream()
                .mapToInt(message -> name(message).length())
                .max()
                .orElse(0);
        for (MaildropMessage message : messages) {
            text.append(("  %-" + width + "s   %s, %s\n").formatted(name(message), retrievals(message), fate(message)));
        }
        return text.append(violations(sessions)).toString().stripTrailing();
    }

    /** The subject, which may have control characters: a terminal would obey them. */
    private static String name(MaildropMessage message) {
        return message.toString().replaceAll("\\p{Cntrl}", "?");
    }

    private static String retrievals(MaildropMessage message) {
        int times = message.timesRetrieved();
        int incomplete = times - message.timesRetrievedCompletely();
        if (times == 0) {
            return "never retrieved";
        }
        return "retrieved " + counted(times, "time") + (incomplete == 0 ? "" : " (" + incomplete + " cut short)");
    }

    private String fate(MaildropMessage message) {
        return message.deletedIn()
                .map(session -> "deleted in " + session + (message.isLost() ? ": LOST, no client got all of it" : ""))
                .orElseGet(() -> "still there" + mark(message));
    }

    private String mark(MaildropMessage message) {
        return server.sessions().stream()
                .filter(session -> session.markedForDeletion().contains(message))
                .reduce((first, last) -> last)
                .map(session -> ": marked with DELE in " + session + ", which never sent QUIT")
                .orElse("");
    }

    private static String violations(List<Pop3Session> sessions) {
        Map<ProtocolViolation, Set<String>> violations = new TreeMap<>();
        for (Pop3Session session : sessions) {
            for (ProtocolViolation violation : session.violations()) {
                violations
                        .computeIfAbsent(violation, none -> new LinkedHashSet<>())
                        .add(session.toString());
            }
        }
        if (violations.isEmpty()) {
            return "";
        }
        StringBuilder text = new StringBuilder("\nRules that clients broke:\n\n");
        violations.forEach(
                (violation, where) -> text.append("  in " + String.join(", ", where) + ": " + violation.rule() + "\n"));
        return text.toString();
    }

    private static String counted(int number, String what) {
        return number + " " + what + (number == 1 ? "" : "s");
    }
}
