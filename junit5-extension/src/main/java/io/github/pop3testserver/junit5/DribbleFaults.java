package io.github.pop3testserver.junit5;

import io.github.pop3testserver.InstalledFault;
import java.time.Duration;
import java.util.List;

/** Sends a reply octet by octet. */
final class DribbleFaults implements SweepKind {

    @Override
    public List<SweepFault> faultsOf(RecordedRun recorded) {
        return recorded.steps().stream()
                .filter(SweepStep::isAnswered)
                .map(step -> new SweepFault(
                        FaultKind.DRIBBLE,
                        step,
                        step.reply() + " arrives octet by octet",
                        site -> new Dribble(site.at(step).fragment(1, Duration.ZERO), step, site)))
                .toList();
    }

    /** A client that reads on until a reply is complete needs no other session. */
    private static final class Dribble extends PlantedFault {

        private final SweepStep step;
        private final FaultSite site;

        Dribble(InstalledFault fragments, SweepStep step, FaultSite site) {
            super(fragments);
            this.step = step;
            this.site = site;
        }

        @Override
        String complaint() {
            int expected = site.undisturbed().sessionCount();
            int sessions = site.server().sessions().size();
            return sessions == expected
                    ? ""
                    : "the client had " + Count.of(sessions, "session") + ", but " + expected
                            + " in the undisturbed run: it did not understand the " + step.reply()
                            + " when it came octet by octet; read until the reply is complete, because one read may"
                            + " return any part of it";
        }
    }
}
