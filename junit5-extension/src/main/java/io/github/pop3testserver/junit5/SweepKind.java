package io.github.pop3testserver.junit5;

import java.util.List;

/** Finds the faults of one kind that a recorded run gives occasion for. */
interface SweepKind {

    /** In the order of the conversation. */
    List<SweepFault> faultsOf(RecordedRun recorded);

    /** The faults of a kind. */
    static SweepKind of(FaultKind kind) {
        return switch (kind) {
            case DISCONNECT -> CutFaults.everywhere(false);
            case RESET -> CutFaults.everywhere(true);
            case REFUSAL -> new RefusalFaults();
            case LOST_REPLY -> new LostReplyFaults();
            case STALL -> new StallFaults();
            case DRIBBLE -> new DribbleFaults();
            case GARBLE -> new GarbleFaults();
            case UNAVAILABLE -> new UnavailableFaults();
            case PARTIAL_UPDATE -> new PartialUpdateFaults();
        };
    }
}
