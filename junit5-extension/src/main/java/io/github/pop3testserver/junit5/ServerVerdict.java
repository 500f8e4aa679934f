package io.github.pop3testserver.junit5;

import io.github.pop3testserver.junit5.RecordedRun.SessionViolations;
import io.github.pop3testserver.model.ProtocolViolation;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Compares a run with the undisturbed one: finds what the server knows to be wrong with the client. */
final class ServerVerdict {

    private final RecordedRun undisturbed;
    private final RecordedRun run;
    private final SweepFault fault;
    private final String faultName;
    private final List<String> complaints = new ArrayList<>();

    private ServerVerdict(RecordedRun undisturbed, RecordedRun run, SweepFault fault, String faultName) {
        this.undisturbed = undisturbed;
        this.run = run;
        this.fault = fault;
        this.faultName = faultName;
    }

    /**
     * Returns a sentence for each thing that is wrong.
     *
     * @param faultName names the fault in transcripts
     * @param maxFailedLogins negative for the limit that follows from the undisturbed run
     */
    static List<String> of(
            RecordedRun undisturbed, RecordedRun run, SweepFault fault, String faultName, int maxFailedLogins) {
        ServerVerdict verdict = new ServerVerdict(undisturbed, run, fault, faultName);
        verdict.checkLostMessages();
        verdict.checkOpenConnections();
        verdict.checkFailedLogins(maxFailedLogins);
        verdict.checkViolations();
        return List.copyOf(verdict.complaints);
    }

    private void checkLostMessages() {
        if (run.lost().size() > undisturbed.lost().size()) {
            complaints.add("lost " + String.join(", ", run.lost())
                    + ": a client deleted it, but the server never sent it in full; send DELE only after all of the"
                    + " message is stored");
        }
    }

    private void checkOpenConnections() {
        if (run.leftOpen().size() > undisturbed.leftOpen().size()) {
            complaints.add(connections(run.leftOpen()) + " left open"
                    + (undisturbed.leftOpen().isEmpty()
                            ? ""
                            : ", and " + undisturbed.leftOpen().size() + " in the undisturbed run")
                    + "; close a connection also when a command fails, in a finally block or a try-with-resources"
                    + " statement");
        }
    }

    private static String connections(List<Integer> sessions) {
        String numbers = sessions.stream().map(String::valueOf).collect(Collectors.joining(", "));
        return sessions.size() == 1
                ? "the connection of session " + numbers + " was"
                : "the connections of sessions " + numbers + " were";
    }

    private void checkFailedLogins(int maxFailedLogins) {
        int refusals = fault.step().login() ? 1 : 0;
        int polls = undisturbed.sessionCount();
        boolean derived = maxFailedLogins < 0;
        int limit = derived ? undisturbed.failedLogins() + refusals + polls : maxFailedLogins;
        if (run.failedLogins() > limit) {
            complaints.add(Count.of(run.failedLogins(), "login") + " failed, more than "
                    + (derived ? limit : "maxFailedLogins = " + limit)
                    + (derived ? reason(refusals, polls) : "")
                    + "; a server may lock a user out after repeated failures, so wait for the next poll before you"
                    + " log in again");
        }
    }

    private String reason(int refusals, int polls) {
        return " (" + Count.of(refusals, "refusal") + ", " + Count.of(polls, "poll")
                + (undisturbed.failedLogins() == 0 ? "" : ", " + undisturbed.failedLogins() + " in the undisturbed run")
                + ")";
    }

    private void checkViolations() {
        Set<ProtocolViolation> known = undisturbed.allViolations();
        int faultSession = run.sessionOf(faultName);
        for (SessionViolations session : run.violations()) {
            Set<ProtocolViolation> more = EnumSet.noneOf(ProtocolViolation.class);
            more.addAll(session.violations());
            more.removeAll(known);
            if (session.session() == faultSession) {
                more.removeAll(fault.kind().excuses());
            }
            for (ProtocolViolation violation : more) {
                complaints.add("session " + session.session() + " broke a rule that the undisturbed run kept: "
                        + violation + ", " + violation.rule());
            }
        }
    }
}
