package io.github.pop3testserver.junit5;

import io.github.pop3testserver.MaildropMessage;
import io.github.pop3testserver.Pop3Session;
import io.github.pop3testserver.Pop3TestServer;
import io.github.pop3testserver.junit5.SweepReport.SweptSession;
import io.github.pop3testserver.model.ProtocolViolation;
import io.github.pop3testserver.model.Transcript;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * What the server knows about a run when it is over.
 *
 * @param steps of all sessions, in the order of the conversation
 * @param lost the messages that a client deleted without having been sent all of them
 * @param violations of each session
 */
record RecordedRun(
        List<SweepStep> steps,
        List<SweptSession> sessions,
        List<String> lost,
        List<Integer> leftOpen,
        int failedLogins,
        List<SessionViolations> violations) {

    /** The violations of one session. */
    record SessionViolations(int session, Set<ProtocolViolation> violations) {}

    /** Waits, within limits, until each connection that its client has closed was read to its end. */
    static RecordedRun of(Pop3TestServer server) {
        server.settle();
        List<Pop3Session> sessions = server.sessions();
        return new RecordedRun(
                RecordedSteps.of(sessions),
                sessions.stream().map(RecordedRun::keep).toList(),
                lost(server, sessions),
                sessions.stream()
                        .filter(Pop3Session::isConnected)
                        .map(Pop3Session::number)
                        .toList(),
                sessions.stream().mapToInt(Pop3Session::failedLogins).sum(),
                sessions.stream().map(RecordedRun::violationsOf).toList());
    }

    private static SweptSession keep(Pop3Session session) {
        return new SweptSession(
                session.openedAt(), session.transcript().sessions().get(0));
    }

    private static List<String> lost(Pop3TestServer server, List<Pop3Session> sessions) {
        return sessions.stream()
                .flatMap(session -> session.username().stream())
                .distinct()
                .flatMap(user -> server.maildrop(user).allMessages().stream())
                .filter(MaildropMessage::isLost)
                .map(MaildropMessage::toString)
                .toList();
    }

    private static SessionViolations violationsOf(Pop3Session session) {
        Set<ProtocolViolation> violations = EnumSet.noneOf(ProtocolViolation.class);
        violations.addAll(session.violations());
        return new SessionViolations(session.number(), violations);
    }

    /** The number of the session that met the fault with this name; 0 if none did. */
    int sessionOf(String fault) {
        String note = "-- fault: \"" + fault + "\" ";
        return sessions.stream()
                .map(SweptSession::conversation)
                .filter(conversation -> conversation.lines().stream()
                        .anyMatch(line -> line.text().startsWith(note)))
                .map(Transcript.Session::number)
                .findFirst()
                .orElse(0);
    }

    int sessionCount() {
        return sessions.size();
    }

    long commandCount() {
        return steps.stream().filter(step -> step.event().isCommand()).count();
    }

    /** Names the first step that another undisturbed run has not, or has instead; empty if there is none. */
    List<String> differenceTo(RecordedRun other) {
        int common = 0;
        while (common < Math.min(steps.size(), other.steps.size()) && at(common).equals(other.at(common))) {
            common++;
        }
        return at(common).equals(other.at(common))
                ? List.of()
                : List.of("Two undisturbed runs differ: " + at(common) + " in the first run, " + other.at(common)
                        + " in the second");
    }

    private String at(int index) {
        return index < steps.size()
                ? steps.get(index).words() + " in session " + steps.get(index).session()
                : "nothing more";
    }

    /** The violations of all sessions. */
    Set<ProtocolViolation> allViolations() {
        Set<ProtocolViolation> all = EnumSet.noneOf(ProtocolViolation.class);
        violations.forEach(each -> all.addAll(each.violations()));
        return all;
    }
}
