package io.github.pop3testserver;

import io.github.pop3testserver.internal.fault.Barrier;
import io.github.pop3testserver.internal.server.ServerContext;

/**
 * Pauses sessions at a chosen point until the test releases them. Everything else keeps running.
 *
 * <pre>{@code
 * try (Gate atDele = server.on(DELE).hold()) {
 *     var polling = fetcher.pollInBackground();
 *     atDele.awaitReached();
 *     // that session is paused, and its maildrop is locked
 * }
 * }</pre>
 *
 * <p>After release, the gate stays open. Thread-safe.
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

    /** Returns the fault that holds sessions, with its counters. */
    public InstalledFault fault() {
        return fault;
    }

    /**
     * Waits until the gate has held a session, for at most five seconds. For another timeout, use
     * {@code server.await(timeout).applied(gate.fault())}.
     *
     * @throws AssertionError with the transcript, if that does not happen in time or the server is closed
     * @throws IllegalStateException if called in a callback on the server's thread
     */
    public void awaitReached() {
        new Pop3Await(context, Pop3Await.DEFAULT_TIMEOUT, new Reported()).applied(fault);
    }

    /** Resumes all held sessions. Further calls have no effect. */
    public void release() {
        context.loop().run(barrier::release);
    }

    /** Closes the connections of all held sessions with FIN, without sending more. */
    public void releaseAndDisconnect() {
        context.loop().run(barrier::releaseAndDisconnect);
    }

    /** Same as {@link #release()}. */
    @Override
    public void close() {
        release();
    }

    @Override
    public String toString() {
        return fault.description();
    }
}
