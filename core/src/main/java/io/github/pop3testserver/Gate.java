package io.github.pop3testserver;

import io.github.pop3testserver.internal.fault.Barrier;
import io.github.pop3testserver.internal.server.ServerContext;

/**
 * Holds conversations at a point that a test has chosen, until the test lets them go on.
 *
 * <pre>{@code
 * try (Gate atDele = server.on(DELE).hold()) {
 *     var polling = fetcher.pollInBackground();
 *     atDele.awaitReached();
 *     // that one conversation stands still; the maildrop is locked
 * }
 * }</pre>
 *
 * <p>Once it was released nobody is held any more. Safe from any thread.
 */
public final class Gate implements AutoCloseable {

    private final ServerContext context;
    private final InstalledFault fault;
    private final Barrier barrier;

    Gate(ServerContext context, InstalledFault fault, Barrier barrier) {
        this.context = context;
        this.fault = fault;
        this.barrier = barrier;
    }

    /** The fault that holds: how often it has matched, for one. */
    public InstalledFault fault() {
        return fault;
    }

    /**
     * Returns when a conversation is held, or was. For another patience than five seconds:
     * {@code server.await(timeout).applied(gate.fault())}.
     *
     * @throws AssertionError if that takes longer than five seconds, with the transcript
     */
    public void awaitReached() {
        new Pop3Await(context, Pop3Await.DEFAULT_PATIENCE, new Reported()).applied(fault);
    }

    /** All that are held go on; idempotent. */
    public void release() {
        context.loop().run(barrier::release);
    }

    /** The connections of all that are held are closed where they stand, with FIN. */
    public void releaseAndDisconnect() {
        context.loop().run(barrier::releaseAndDisconnect);
    }

    /** As {@link #release()}. */
    @Override
    public void close() {
        release();
    }

    @Override
    public String toString() {
        return fault.description();
    }
}
