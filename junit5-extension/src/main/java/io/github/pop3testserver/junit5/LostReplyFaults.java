package io.github.pop3testserver.junit5;

import io.github.pop3testserver.model.Pop3Event;
import io.github.pop3testserver.model.Reply;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Carries a command out and answers as if that had failed. */
final class LostReplyFaults implements SweepKind {

    private static final Set<Pop3Event> EFFECTIVE = EnumSet.of(Pop3Event.DELE, Pop3Event.RSET, Pop3Event.QUIT);

    private static final Reply FAILED = Reply.err("Internal error.");

    @Override
    public List<SweepFault> faultsOf(RecordedRun recorded) {
        return recorded.steps().stream()
                .filter(step -> step.succeeded() && (step.login() || EFFECTIVE.contains(step.event())))
                .map(step -> SweepFault.at(
                        step,
                        FaultKind.LOST_REPLY,
                        step.words() + " processed but answered with -ERR",
                        trigger -> trigger.processThenReply(FAILED)))
                .toList();
    }
}
