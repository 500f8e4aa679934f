package io.github.pop3testserver.junit5;

import static io.github.pop3testserver.model.CutPoint.afterReply;
import static io.github.pop3testserver.model.CutPoint.beforeProcessing;
import static io.github.pop3testserver.model.ResponseCode.IN_USE;

import io.github.pop3testserver.junit5.SweepFault.OnePiece;
import io.github.pop3testserver.model.Pop3Event;
import java.util.ArrayList;
import java.util.List;

/**
 * Lets a client connect once without getting to its mail.
 *
 * <p>A refused connection never reaches the server, which therefore could not know when to listen again. A reset right
 * after the connect takes its place.
 */
final class UnavailableFaults implements SweepKind {

    @Override
    public List<SweepFault> faultsOf(RecordedRun recorded) {
        List<SweepFault> faults = new ArrayList<>();
        for (SweepStep step : recorded.steps()) {
            if (step.event() == Pop3Event.CONNECT) {
                faults.add(fault(step, "connection reset at connect", trigger -> trigger.reset(beforeProcessing())));
                faults.add(
                        fault(step, "connection closed at connect", trigger -> trigger.disconnect(beforeProcessing())));
            } else if (step.event() == Pop3Event.GREETING) {
                faults.add(fault(step, "greeting is -ERR", trigger -> trigger.err("Service not available.")));
            } else if (step.login() && step.succeeded()) {
                // As providers do that throttle.
                faults.add(fault(step, "connection closed after login", trigger -> trigger.disconnect(afterReply())));
                faults.add(fault(
                        step,
                        "maildrop locked by another client",
                        trigger -> trigger.err(IN_USE, "Another client has the maildrop open.")));
            }
        }
        return faults;
    }

    private static SweepFault fault(SweepStep step, String words, OnePiece fault) {
        return SweepFault.at(step, FaultKind.UNAVAILABLE, words, fault);
    }
}
