package io.github.pop3testserver.junit5;

import io.github.pop3testserver.InstalledFault;
import io.github.pop3testserver.Pop3TestServer;
import java.util.List;

/** The failure of a run, on its server. */
class PlantedFault {

    private final List<InstalledFault> parts;

    /** @param parts the last of them decides whether the failure has happened */
    PlantedFault(InstalledFault... parts) {
        this.parts = List.of(parts);
    }

    final boolean isReached() {
        return parts.get(parts.size() - 1).timesApplied() > 0;
    }

    /** Whether the test has removed it. */
    final boolean isRemovedFrom(Pop3TestServer server) {
        return !server.faults().containsAll(parts);
    }

    /** Ends the failure, so that the server does not report parts that were not used. */
    void remove() {
        parts.forEach(InstalledFault::remove);
    }

    /** What only this failure shows to be wrong with the client; empty if nothing is. Called when the test is over. */
    String complaint() {
        return "";
    }
}
