package io.github.pop3testserver.internal.fault;

import io.github.pop3testserver.model.Pop3Event;
import org.jspecify.annotations.Nullable;

/** A fault that a test has declared, with its counters, and the reason if it was never applied. */
public final class Fault {

    private final Pop3Event event;
    private String declaredAt;

    /** Null until the test has chosen an effect. */
    private @Nullable FaultSpec spec;

    private final FaultUsage usage;

    Fault(Pop3Event event, String declaredAt) {
        this.event = event;
        this.declaredAt = declaredAt;
        this.usage = new FaultUsage(event);
    }

    /** Sets the place of the declaration: a line of the test, or a name. */
    public void declaredAt(String place) {
        declaredAt = place;
    }

    void complete(FaultSpec complete) {
        if (spec != null) {
            throw new IllegalStateException(
                    description() + " already has an effect; declare a second fault with server.on(" + event + ")");
        }
        spec = complete;
    }

    /** Counts the exchange if it matches. Returns whether the fault is to be applied to it. */
    boolean match(FaultedExchange exchange) {
        FaultSpec complete = spec;
        if (complete == null) {
            return false;
        }
        if (!exchange.is(event)) {
            usage.other(exchange.event());
            return false;
        }
        int met = complete.conditionsMetBy(exchange);
        if (met < complete.conditions().size()) {
            usage.mismatched(met);
            return false;
        }
        usage.matched();
        boolean due = usage.timesMatched() > complete.skip() && !isReleased();
        if (due && complete.chance() != null) {
            due = complete.chance().hits();
        }
        return due && usage.timesAppliedOrReserved() < complete.times();
    }

    /** It is due, but another fault has already decided what becomes of the exchange. */
    void decidedBy(Fault other) {
        usage.decidedBy(other);
    }

    /** What it does. The fault must be complete. */
    public Effect effect() {
        if (spec == null) {
            throw new IllegalStateException(description() + " has no effect yet");
        }
        return spec.effect();
    }

    public Stage stage() {
        return effect().stage();
    }

    void reserve() {
        usage.reserve();
    }

    public void applied() {
        usage.applied();
    }

    /** It was chosen, but not applied. */
    public void notApplied(String why) {
        usage.notApplied(why);
    }

    /** Resumes the connections that it holds, if any. */
    void release() {
        Barrier barrier = barrier();
        if (barrier != null) {
            barrier.release();
        }
    }

    private boolean isReleased() {
        Barrier barrier = barrier();
        return barrier != null && barrier.isOpen();
    }

    /** What holds connections; null if the effect does not hold any. */
    private @Nullable Barrier barrier() {
        return spec != null && spec.effect() instanceof Effect.Hold hold ? hold.barrier() : null;
    }

    public int timesMatched() {
        return usage.timesMatched();
    }

    public int timesApplied() {
        return usage.timesApplied();
    }

    public boolean isExhausted() {
        return isReleased() || (spec != null && timesApplied() >= spec.times());
    }

    /** The declaration and its place in the test. */
    public String description() {
        return (spec == null ? "on(" + event + ")" : spec.description()) + " at " + declaredAt;
    }

    /** Reports a fault that was not applied, or a gate that was not released. Null if all is well, or for always(). */
    @Nullable
    String problem() {
        if (spec == null) {
            return description()
                    + " has no effect; end the declaration with one, such as .err(...) or .disconnect(...)";
        }
        if (timesApplied() > 0 && barrier() != null && !isReleased()) {
            return description() + " was never released; call Gate.release(), or declare the gate in a"
                    + " try-with-resources statement";
        }
        if (spec.times() == FaultSpec.ALWAYS || timesApplied() > 0) {
            return null;
        }
        return description() + " did not fire: " + usage.whyNotApplied(spec, isReleased());
    }
}
