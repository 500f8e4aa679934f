package io.github.pop3testserver.junit5;

import io.github.pop3testserver.model.ResponseCode;
import java.util.ArrayList;
import java.util.List;

/** Refuses each command once. */
final class RefusalFaults implements SweepKind {

    /** What a login is refused with by a server that will accept it later. */
    private static final List<ResponseCode> PASSING =
            List.of(ResponseCode.IN_USE, ResponseCode.SYS_TEMP, ResponseCode.LOGIN_DELAY);

    private static final String TEXT = "Try again later.";

    @Override
    public List<SweepFault> faultsOf(RecordedRun recorded) {
        List<SweepFault> refusals = new ArrayList<>();
        for (SweepStep step : recorded.steps()) {
            // The greeting is refused by UNAVAILABLE.
            if (step.event().isCommand() || step.isSaslResponse()) {
                addRefusalsOf(step, refusals);
            }
        }
        return refusals;
    }

    private static void addRefusalsOf(SweepStep step, List<SweepFault> refusals) {
        String refused = step.words() + " refused with -ERR";
        if (step.login()) {
            for (ResponseCode code : PASSING) {
                String words = refused + " [" + code.text() + "]";
                refusals.add(SweepFault.at(step, FaultKind.REFUSAL, words, trigger -> trigger.err(code, TEXT)));
            }
        }
        refusals.add(SweepFault.at(step, FaultKind.REFUSAL, refused, trigger -> trigger.err(TEXT)));
    }
}
