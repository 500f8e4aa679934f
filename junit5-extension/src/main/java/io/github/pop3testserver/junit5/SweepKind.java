package io.github.pop3testserver.junit5;

import java.util.List;

/** Finds the faults of one kind that a recorded run gives occasion for. */
interface SweepKind {

    /** In the order of the conversation. */
    List<SweepFault> faultsOf(RecordedRun recorded);
}
