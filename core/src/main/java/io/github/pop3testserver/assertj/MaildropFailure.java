package io.github.pop3testserver.assertj;

import io.github.pop3testserver.Maildrop;
import io.github.pop3testserver.MaildropMessage;
import io.github.pop3testserver.Pop3Session;
import io.github.pop3testserver.model.CommandLine;
import io.github.pop3testserver.model.MessageState;
import io.github.pop3testserver.model.Pop3Event;
import io.github.pop3testserver.model.Transcript;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Reports why an assertion on a maildrop failed: what was expected, what was found, and the history of each difference.
 */
final class MaildropFailure {

    /** The number of messages shown of a longer list. */
    private static final int MOST_SHOWN = 20;

    private static final Set<Pop3Event> DELETIONS = EnumSet.of(Pop3Event.DELE);
    private static final Set<Pop3Event> RETRIEVALS = EnumSet.of(Pop3Event.RETR, Pop3Event.TOP);

    private final Maildrop maildrop;
    private final StringBuilder text = new StringBuilder();

    /** Points at the lines that concern the differences. */
    private Transcript transcript;

    /** Whether the differences are retrievals instead of deletions. */
    private boolean ofRetrievals;

    MaildropFailure(Maildrop maildrop) {
        this.maildrop = maildrop;
        this.transcript = maildrop.transcript();
        text.append("Expecting ").append(maildrop).append(' ');
    }

    MaildropFailure text(String expectation) {
        text.append(expectation);
        return this;
    }

    /** Ignores deletions: the assertion is about retrievals. */
    MaildropFailure ofRetrievals() {
        ofRetrievals = true;
        return this;
    }

    /** Lists messages by their subjects. */
    MaildropFailure list(String heading, List<MaildropMessage> messages) {
        String shown = messages.stream().limit(MOST_SHOWN).toList().toString();
        text.append(heading)
                .append(":\n  ")
                .append(shown)
                .append(andMore(messages))
                .append('\n');
        return this;
    }

    /** Lists messages with what has happened to them. */
    MaildropFailure stories(String heading, List<MaildropMessage> messages) {
        if (messages.isEmpty()) {
            return this;
        }
        endLine();
        text.append(heading).append(":\n");
        messages.stream().limit(MOST_SHOWN).forEach(this::story);
        text.append(andMore(messages));
        return this;
    }

    private static String andMore(List<MaildropMessage> messages) {
        return messages.size() > MOST_SHOWN ? " ... and " + (messages.size() - MOST_SHOWN) + " more" : "";
    }

    private void endLine() {
        if (text.charAt(text.length() - 1) != '\n') {
            text.append('\n');
        }
    }

    private void story(MaildropMessage message) {
        String subject = message.toString();
        text.append("  ").append(subject).append("  uid=").append(message.uid());
        text.append("  retrieved ").append(times(message.timesRetrieved()));
        int incomplete = message.timesRetrieved() - message.timesRetrievedCompletely();
        text.append(incomplete == 0 ? "" : ", cut short " + times(incomplete));
        text.append(partialReads(message));
        text.append(message.isLost() ? "  LOST: deleted without ever being " + lackOf(message) : "");
        Transcript before = transcript;
        String fate = fate(message);
        if (transcript == before) {
            maildrop.sessions().forEach(session -> pointAt(message, session, RETRIEVALS));
        }
        if (!fate.isEmpty()) {
            text.append('\n').append(" ".repeat(subject.length() + 4)).append(fate);
        }
        text.append('\n');
    }

    private String partialReads(MaildropMessage message) {
        PartialReads reads = PartialReads.of(message, maildrop.sessions());
        if (reads.count() == 0) {
            return "";
        }
        return ", read by TOP " + times(reads.count()) + (reads.headersOnly() ? " (headers only)" : " (in part)");
    }

    private static String lackOf(MaildropMessage message) {
        return message.timesRetrieved() == 0 ? "retrieved" : "sent to its end";
    }

    private static String times(int count) {
        return count == 1 ? "1 time" : count + " times";
    }

    private String fate(MaildropMessage message) {
        if (!maildrop.allMessages().contains(message)) {
            return "added to another maildrop, or before the last reset";
        }
        if (message.state() == MessageState.SCHEDULED) {
            return "due to arrive later";
        }
        return fateHere(message);
    }

    private String fateHere(MaildropMessage message) {
        Optional<Pop3Session> deleter = message.deletedIn();
        if (deleter.isPresent()) {
            return "marked by " + dele(message, deleter.get()) + ", committed by QUIT in " + deleter.get();
        }
        if (message.state() == MessageState.REMOVED_BY_TEST) {
            return "removed by the test";
        }
        List<Pop3Session> markers = maildrop.sessions().stream()
                .filter(session -> session.markedForDeletion().contains(message))
                .toList();
        if (markers.isEmpty()) {
            return "no session has marked it by DELE";
        }
        Pop3Session last = markers.get(markers.size() - 1);
        return "marked by " + dele(message, last) + " in " + last + ", but never committed by QUIT: "
                + last.end().description();
    }

    private String dele(MaildropMessage message, Pop3Session session) {
        if (!ofRetrievals) {
            pointAt(message, session, DELETIONS);
        }
        return "DELE " + message.numberIn(session).orElse(0);
    }

    /** Points at the last command in a session that deals with the message in this way. */
    private void pointAt(MaildropMessage message, Pop3Session session, Set<Pop3Event> events) {
        int number = message.numberIn(session).orElse(0);
        for (CommandLine command : session.commands()) {
            if (number > 0
                    && events.contains(command.event())
                    && command.messageNumber().orElse(0) == number) {
                transcript = transcript.withPointerAt(session.number(), "C: " + command);
            }
        }
    }

    String message() {
        return text.toString().stripTrailing();
    }

    Transcript transcript() {
        return transcript;
    }
}
