package io.github.pop3testserver.junit5;

import io.github.pop3testserver.model.CutPoint;
import io.github.pop3testserver.model.Pop3Event;
import java.util.ArrayList;
import java.util.List;

/** Stops to respond. */
final class StallFaults implements SweepKind {

    @Override
    public List<SweepFault> faultsOf(RecordedRun recorded) {
        List<SweepFault> stalls = new ArrayList<>();
        for (SweepStep step : recorded.steps()) {
            addStallsAt(step, stalls);
        }
        return stalls;
    }

    private static void addStallsAt(SweepStep step, List<SweepFault> stalls) {
        if (step.event() == Pop3Event.CONNECT) {
            stalls.add(stall(step, CutPoint.beforeProcessing(), "at connect"));
        } else if (step.event() == Pop3Event.TLS_HANDSHAKE) {
            stalls.add(stall(step, CutPoint.beforeProcessing(), "at the TLS handshake"));
        } else if (step.event() == Pop3Event.GREETING) {
            stalls.add(stall(step, CutPoint.afterReply(), "after the greeting"));
        } else {
            stalls.add(stall(step, CutPoint.beforeProcessing(), "instead of answering " + step.words()));
        }
        if (step.isMultiLine()) {
            stalls.add(stall(step, CutPoint.afterOctets(step.octets() / 2), "inside the reply to " + step.words()));
        }
    }

    private static SweepFault stall(SweepStep step, CutPoint at, String where) {
        return new SweepFault(
                FaultKind.STALL,
                step,
                "server stalls " + where,
                site -> StalledSession.at(at, where, site.at(step), site));
    }
}
