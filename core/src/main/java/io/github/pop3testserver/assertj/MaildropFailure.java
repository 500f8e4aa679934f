package io.github.pop3testserver.assertj;

import io.github.pop3testserver.Maildrop;
import io.github.pop3testserver.MaildropMessage;
import io.github.pop3testserver.Pop3Session;
import io.github.pop3testserver.model.MessageState;
import java.util.List;
import java.util.Optional;

/** Tells why an assertion on a maildrop has failed: what was expected, what was found, and the story of each difference. */
final class MaildropFailure {

    /** Of a longer list the first are shown. */
    private static final int MOST_SHOWN = 20;

    private final Maildrop maildrop;
    private final StringBuilder text = new StringBuilder();

    /** The line of the transcript that has to do with the first difference. */
    private String pointed = "";

    private int pointedSession;

    MaildropFailure(Maildrop maildrop) {
        this.maildrop = maildrop;
        text.append("Expecting ").append(maildrop).append(' ');
    }

    MaildropFailure text(String expectation) {
        text.append(expectation);
        return this;
    }

    /** Messages by their subjects. */
    MaildropFailure list(String heading, List<MaildropMessage> messages) {
        String shown = messages.stream().limit(MOST_SHOWN).toList().toString();
        text.append(heading)
                .append(":\n  ")
                .append(shown)
                .append(andMore(messages))
                .append('\n');
        return this;
    }

    /** Messages with what has happened to them. */
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
        text.append(message.isLost() ? "  LOST: deleted without ever being " + lackOf(message) : "");
        String fate = fate(message);
        if (!fate.isEmpty()) {
            text.append('\n').append(" ".repeat(subject.length() + 4)).append(fate);
        }
        text.append('\n');
    }

    private static String lackOf(MaildropMessage message) {
        return message.timesRetrieved() == 0 ? "retrieved" : "sent to its end";
    }

    private static String times(int count) {
        return count == 1 ? "1 time" : count + " times";
    }

    private String fate(MaildropMessage message) {
        if (!maildrop.everything().contains(message)) {
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
        if (message.state() == MessageState.REMOVED_BY_FIXTURE) {
            return "removed by the test";
        }
        List<Pop3Session> markers = maildrop.sessions().stream()
                .filter(session -> session.markedDeleted().contains(message))
                .toList();
        if (markers.isEmpty()) {
            return "no session has marked it by DELE";
        }
        Pop3Session last = markers.get(markers.size() - 1);
        return "marked by " + dele(message, last) + " in " + last + ", but never committed by QUIT: "
                + last.end().description();
    }

    private String dele(MaildropMessage message, Pop3Session session) {
        String command = "DELE " + message.numberIn(session).orElse(0);
        if (pointed.isEmpty()) {
            pointed = "C: " + command;
            pointedSession = session.number();
        }
        return command;
    }

    /** Ends in a line's end: who waits with Awaitility gets more text behind it. */
    String render() {
        endLine();
        String conversations = maildrop.transcript().renderPointingAt(pointedSession, pointed);
        return text.append("\n").append(conversations).append("\n").toString();
    }
}
