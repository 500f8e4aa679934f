package io.github.pop3testserver.junit5;

import io.github.pop3testserver.InstalledFault;
import io.github.pop3testserver.model.Pop3Event;
import io.github.pop3testserver.model.Reply;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Lets QUIT remove all marked messages but one (RFC 1939 section 6).
 *
 * <p>The server answers the DELE of that message without marking it, so that a later session can delete it. Up to QUIT,
 * STAT, LIST and UIDL of this session still show the message.
 */
final class PartialUpdateFaults implements SweepKind {

    private static final Reply MARKED = Reply.ok("Marked to be deleted.");
    private static final Reply NOT_REMOVED = Reply.err("Some deleted messages not removed.");

    @Override
    public List<SweepFault> faultsOf(RecordedRun recorded) {
        List<SweepFault> faults = new ArrayList<>();
        Map<String, SweepStep> marking = new LinkedHashMap<>();
        int session = 0;
        for (SweepStep step : recorded.steps()) {
            if (step.session() != session) {
                session = step.session();
                marking.clear();
            }
            if (step.event() == Pop3Event.RSET) {
                marking.clear();
            } else if (step.event() == Pop3Event.DELE && step.succeeded()) {
                step.messageNumber().ifPresent(number -> marking.put(number, step));
            } else if (step.event() == Pop3Event.QUIT && step.succeeded()) {
                marking.forEach((number, dele) -> faults.add(fault(number, dele, step)));
            }
        }
        return faults;
    }

    private static SweepFault fault(String number, SweepStep dele, SweepStep quit) {
        return new SweepFault(
                FaultKind.PARTIAL_UPDATE,
                quit,
                "QUIT cannot remove message " + number + " and is answered with -ERR",
                site -> plant(dele, quit, site));
    }

    private static PlantedFault plant(SweepStep dele, SweepStep quit, FaultSite site) {
        InstalledFault unmarked = site.at(dele).reply(MARKED);
        InstalledFault failed = site.at(quit).processThenReply(NOT_REMOVED);
        return new PlantedFault(unmarked, failed);
    }
}
