package io.github.pop3testserver.junit5;

import io.github.pop3testserver.FaultTrigger;
import io.github.pop3testserver.Gate;
import io.github.pop3testserver.model.CutPoint;
import io.github.pop3testserver.model.SessionEnd;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** A session that the server does not answer any more. If the client still waits at the limit, it is disconnected. */
final class StalledSession extends PlantedFault {

    /** Longer than any test. */
    private static final Duration UNTIL_THE_END = Duration.ofDays(1);

    private final Gate gate;
    private final FaultSite site;
    private final String where;
    private final CountDownLatch over = new CountDownLatch(1);
    private final Thread watch;
    private volatile boolean disconnected;

    private StalledSession(Gate gate, String where, FaultSite site) {
        super(gate.fault());
        this.gate = gate;
        this.where = where;
        this.site = site;
        this.watch = new Thread(this::watch, "stall limit of " + site.server().name());
    }

    /** @param where says where the server stalls */
    static StalledSession at(CutPoint at, String where, FaultTrigger trigger, FaultSite site) {
        StalledSession stalled = new StalledSession(trigger.hold(at), where, site);
        stalled.watch.setDaemon(true);
        stalled.watch.start();
        return stalled;
    }

    private void watch() {
        try {
            site.server().await(UNTIL_THE_END).applied(gate.fault());
            if (!over.await(site.stallLimit().toNanos(), TimeUnit.NANOSECONDS)) {
                long before = disconnectedSessions();
                gate.releaseAndDisconnect();
                // None, if the client has closed the connection meanwhile.
                disconnected = disconnectedSessions() > before;
            }
        } catch (AssertionError | InterruptedException e) {
            // The run is over, and the server has not stalled.
        }
    }

    private long disconnectedSessions() {
        return site.server().sessions().stream()
                .filter(session -> session.end() == SessionEnd.SERVER_DISCONNECTED)
                .count();
    }

    @Override
    String complaint() {
        over.countDown();
        try {
            // The thread has seen the stall, so it does not wait for anything any more.
            watch.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return disconnected
                ? "your client has no read timeout below " + Durations.inWords(site.stallLimit())
                        + ": it still waited when the server stalled " + where
                        + "; set one, such as mail.pop3.timeout for Jakarta Mail or setSoTimeout(...) for a socket"
                : "";
    }

    @Override
    void remove() {
        over.countDown();
        watch.interrupt();
        super.remove();
    }
}
