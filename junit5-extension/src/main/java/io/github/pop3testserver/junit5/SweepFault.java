package io.github.pop3testserver.junit5;

import io.github.pop3testserver.FaultTrigger;
import io.github.pop3testserver.InstalledFault;

/**
 * One failure, which one run of a sweep meets.
 *
 * @param step where it happens
 * @param words says what happens, for the run's name
 */
record SweepFault(FaultKind kind, SweepStep step, String words, Installation installation) {

    /** Installs the failure on the server of a run. */
    interface Installation {
        PlantedFault on(FaultSite site);
    }

    /** A fault that is installed in one piece. */
    interface OnePiece {
        InstalledFault install(FaultTrigger trigger);
    }

    /** A failure that is a single fault at its step. */
    static SweepFault at(SweepStep step, FaultKind kind, String words, OnePiece fault) {
        return new SweepFault(kind, step, words, site -> new PlantedFault(fault.install(site.at(step))));
    }

    /** Says what happens, and in which session if there are several. */
    String name() {
        return words + step.suffix();
    }
}
