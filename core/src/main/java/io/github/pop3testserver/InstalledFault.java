package io.github.pop3testserver;

import io.github.pop3testserver.internal.fault.Fault;
import io.github.pop3testserver.internal.server.ServerContext;

/**
 * A declared fault and its counters. This is a live view: it is thread-safe and remains usable after the server is
 * closed.
 */
public final class InstalledFault {

    private final ServerContext context;
    private final Fault fault;

    InstalledFault(ServerContext context, Fault fault) {
        this.context = context;
        this.fault = fault;
    }

    /** Whether it is a fault of the server that this is the context of. */
    boolean isOf(ServerContext server) {
        return context.loop() == server.loop();
    }

    /** Returns the declaration, and the line of the test that contains it. */
    public String description() {
        return context.loop().call(fault::description);
    }

    /** Returns how many times the event and all conditions matched, whether or not the fault was then applied. */
    public int timesMatched() {
        return context.loop().call(fault::timesMatched);
    }

    /** Returns how many times the fault was applied. */
    public int timesApplied() {
        return context.loop().call(fault::timesApplied);
    }

    /** Returns whether the fault was applied as many times as declared, or its gate was released. */
    public boolean isExhausted() {
        return context.loop().call(fault::isExhausted);
    }

    /** Removes the fault and releases its gate. Further calls have no effect. */
    public void remove() {
        context.loop().run(() -> context.faults().remove(fault));
    }

    /** Returns whether the other object is a view of the same fault. */
    @Override
    public boolean equals(Object other) {
        return other instanceof InstalledFault that && fault == that.fault;
    }

    @Override
    public int hashCode() {
        return System.identityHashCode(fault);
    }

    /** Returns {@link #description()}. */
    @Override
    public String toString() {
        return description();
    }
}
