package io.github.pop3testserver.junit5;

import io.github.pop3testserver.FaultTrigger;
import io.github.pop3testserver.InstalledFault;
import io.github.pop3testserver.model.CutPoint;
import io.github.pop3testserver.model.Pop3Event;
import io.github.pop3testserver.model.Reply;
import java.util.ArrayList;
import java.util.List;

/** Closes the connection at every point of a conversation, with FIN or RST. */
final class CutFaults implements SweepKind {

    /** Where replies are cut. */
    private enum Inside {
        NOWHERE,
        /** In the lines of a multi-line reply. */
        LINES,
        /** In the status line as well. */
        EVERYWHERE
    }

    /** What a client that reads to the end of the input takes for a status line. */
    private static final String PART_OF_STATUS = "+OK";

    private final boolean reset;
    private final Inside inside;
    private final String verb;

    private CutFaults(boolean reset, Inside inside, String verb) {
        this.reset = reset;
        this.inside = inside;
        this.verb = verb;
    }

    static CutFaults everywhere(boolean reset) {
        return new CutFaults(reset, Inside.EVERYWHERE, reset ? "reset " : "disconnected ");
    }

    /** The cuts of {@link DisconnectSweepTest}, in its words. */
    static CutFaults of(DisconnectSweepTest settings) {
        return new CutFaults(settings.reset(), settings.insideReplies() ? Inside.LINES : Inside.NOWHERE, "");
    }

    @Override
    public List<SweepFault> faultsOf(RecordedRun recorded) {
        List<SweepFault> cuts = new ArrayList<>();
        for (SweepStep step : recorded.steps()) {
            addCutsAt(step, cuts);
        }
        return cuts;
    }

    private void addCutsAt(SweepStep step, List<SweepFault> cuts) {
        if (step.event() == Pop3Event.TLS_HANDSHAKE) {
            cuts.add(cut(step, CutPoint.beforeProcessing(), "before the TLS handshake"));
        } else if (step.event() == Pop3Event.GREETING) {
            cuts.add(cut(step, CutPoint.beforeReply(), "before the greeting"));
            addInStatus(step, "inside the greeting", cuts);
        } else if (step.event() != Pop3Event.CONNECT) {
            String what = step.words();
            cuts.add(cut(step, CutPoint.beforeProcessing(), "before " + what + " was processed"));
            cuts.add(cut(step, CutPoint.beforeReply(), "after " + what + " was processed, before its reply"));
            addInStatus(step, "inside the status line of the reply to " + what, cuts);
            if (inside != Inside.NOWHERE && step.isMultiLine()) {
                addInLines(step, "inside the reply to " + what, cuts);
            }
        }
    }

    private void addInStatus(SweepStep step, String where, List<SweepFault> cuts) {
        if (inside != Inside.EVERYWHERE || step.status().length() < PART_OF_STATUS.length()) {
            return;
        }
        if (!step.isMultiLine()) {
            cuts.add(cut(step, CutPoint.afterOctets(PART_OF_STATUS.length()), where));
        } else if (!reset) {
            // Cut points of a multi-line reply begin after its status line.
            Reply part = Reply.raw(PART_OF_STATUS).thenDisconnect();
            cuts.add(SweepFault.at(step, kind(), verb + where, trigger -> trigger.processThenReply(part)));
        }
    }

    private void addInLines(SweepStep step, String where, List<SweepFault> cuts) {
        long octets = step.octets();
        cuts.add(cut(step, CutPoint.afterOctets(0), where + ", after its status line"));
        if (octets > 1) {
            cuts.add(cut(
                    step,
                    CutPoint.afterOctets(octets / 2),
                    where + ", after " + octets / 2 + " of " + octets + " octets"));
        }
        if (step.isTerminated()) {
            cuts.add(cut(step, CutPoint.beforeTerminator(), where + ", before its terminator"));
            cuts.add(cut(step, CutPoint.insideTerminator(), where + ", inside its terminator"));
        }
    }

    private SweepFault cut(SweepStep step, CutPoint at, String where) {
        return SweepFault.at(step, kind(), verb + where, trigger -> close(trigger, at));
    }

    private InstalledFault close(FaultTrigger trigger, CutPoint at) {
        return reset ? trigger.reset(at) : trigger.disconnect(at);
    }

    private FaultKind kind() {
        return reset ? FaultKind.RESET : FaultKind.DISCONNECT;
    }
}
