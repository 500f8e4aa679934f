package io.github.pop3testserver.junit5;

import io.github.pop3testserver.FaultTrigger;
import io.github.pop3testserver.Pop3TestServer;
import java.time.Duration;

/**
 * The server of a run, where its fault is installed.
 *
 * @param name names the fault in transcripts
 * @param test reported as the place where the fault was declared
 * @param undisturbed what the run is compared with
 */
record FaultSite(Pop3TestServer server, String name, String test, Duration stallLimit, RecordedRun undisturbed) {

    /** Begins a fault at this step. */
    FaultTrigger at(SweepStep step) {
        return step.on(server).named(name).declaredAt(test);
    }
}
