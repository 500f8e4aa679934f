package io.github.pop3testserver;

import io.github.pop3testserver.internal.fault.Fault;
import io.github.pop3testserver.internal.server.ServerContext;

/** A fault that was declared, and how often it has come about. Safe from any thread, and after the server's end. */
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

    /** The declaration, and the line of the test that holds it. */
    public String description() {
        return context.loop().call(fault::description);
    }

    /** How often the moment came that it was declared for, whether or not it was then applied. */
    public int timesMatched() {
        return context.loop().call(fault::timesMatched);
    }

    public int timesApplied() {
        return context.loop().call(fault::timesApplied);
    }

    /** Whether it was applied as often as it was to be. */
    public boolean isExhausted() {
        return context.loop().call(fault::isExhausted);
    }

    /** Takes the fault back; idempotent. */
    public void remove() {
        context.loop().run(() -> context.faults().remove(fault));
    }

    /** Handles on the same fault are equal. */
    @Override
    public boolean equals(Object other) {
        return other instanceof InstalledFault that && fault == that.fault;
    }

    @Override
    public int hashCode() {
        return System.identityHashCode(fault);
    }

    /** As {@link #description()}. */
    @Override
    public String toString() {
        return description();
    }
}
