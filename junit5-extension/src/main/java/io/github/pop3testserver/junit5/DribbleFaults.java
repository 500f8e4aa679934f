package io.github.pop3testserver.junit5;

import io.github.pop3testserver.InstalledFault;
import java.time.Duration;
import java.util.List;

/** Sends a reply octet by octet. */
final class DribbleFaults implements SweepKind {

    /** Lets the server do something else between two octets, which is long enough for the client to read. */
    private static final Duration GAP = Duration.ofNanos(1);

    /**
     * A short reply would be complete before the client's thread runs. With a pause after each octet, the client would have
     * to sleep for tens of milliseconds to miss that the reply was in pieces.
     */
    private static final Duration GAP_OF_SHORT_REPLY = Duration.ofMillis(1);

    private static final int SHORT_OCTETS = 40;

    /** More pieces would take seconds. */
    private static final long MOST_PIECES = 10_000;

    @Override
    public List<SweepFault> faultsOf(RecordedRun recorded) {
        return recorded.steps().stream()
                .filter(SweepStep::isAnswered)
                .map(step -> new SweepFault(
                        FaultKind.DRIBBLE,
                        step,
                        step.reply() + " arrives octet by octet",
                        site -> new Dribble(site.at(step).fragment(pieceOf(step), gapOf(step)), step, site)))
                .toList();
    }

    private static Duration gapOf(SweepStep step) {
        return step.status().length() + Math.max(0, step.octets()) <= SHORT_OCTETS ? GAP_OF_SHORT_REPLY : GAP;
    }

    /** One octet, except in a long reply. */
    private static int pieceOf(SweepStep step) {
        return (int) Math.max(1, step.octets() / MOST_PIECES);
    }

    /** A client that reads on until a reply is complete needs no other session, and sends the same commands. */
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
            RecordedRun undisturbed = site.undisturbed();
            RecordedRun run = RecordedRun.of(site.server());
            if (run.sessionCount() != undisturbed.sessionCount()) {
                return misread(
                        "had " + Count.of(run.sessionCount(), "session") + ", but " + undisturbed.sessionCount());
            }
            // After a poll that fails, another may do more, so that the number of sessions is the same.
            return run.commandCount() == undisturbed.commandCount()
                    ? ""
                    : misread(
                            "sent " + Count.of(run.commandCount(), "command") + ", but " + undisturbed.commandCount());
        }

        private String misread(String difference) {
            return "the client " + difference + " in the undisturbed run: it did not understand the " + step.reply()
                    + " when it came octet by octet; read until the reply is complete, because one read may return any"
                    + " part of it";
        }
    }
}
