package io.github.pop3testserver.internal.fault;

import io.github.pop3testserver.model.Pop3Event;
import org.jspecify.annotations.Nullable;

/** A fault that a test has declared, with its counters, and the reason if it was never applied. */
public final class Fault {

    private final Pop3Event event;
    private String declaredAt;

    /** Null until the test has chosen an effect. */
    private @Nullable FaultSpec spec;

    private int matched;
    private int applied;
    private int eventsSeen;

    /** The number of exchanges for which it was chosen but not applied yet. They count, so that times(n) is exact. */
    private int reserved;

    /** Why it was chosen but not applied; empty if that never happened. */
    private String notApplied = "";

    Fault(Pop3Event event, String declaredAt) {
        this.event = event;
        this.declaredAt = declaredAt;
    }

    /** Sets the place of the declaration: a line of the test, or a name. */
    public void declaredAt(String place) {
        declaredAt = place;
    }

    void complete(FaultSpec complete) {
        if (spec != null) {
            throw new IllegalStateException(
                    description() + " has its effect already; begin another fault with server.on(" + event + ")");
        }
        spec = complete;
    }

    /** Counts the exchange if it matches. Returns whether the fault is to be applied to it. */
    boolean match(FaultedExchange exchange) {
        FaultSpec complete = spec;
        if (complete == null || !exchange.is(event)) {
            return false;
        }
        eventsSeen++;
        if (!complete.matches(exchange)) {
            return false;
        }
        matched++;
        boolean due = matched > complete.skip() && !isReleased();
        if (due && complete.chance() != null) {
            due = complete.chance().hits();
        }
        return due && applied + reserved < complete.times();
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
        reserved++;
    }

    public void applied() {
        reserved--;
        applied++;
    }

    /** It was chosen, but not applied. */
    public void notApplied(String why) {
        reserved--;
        notApplied = why;
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
        return matched;
    }

    public int timesApplied() {
        return applied;
    }

    public boolean isExhausted() {
        return isReleased() || (spec != null && applied >= spec.times());
    }

    /** The declaration and its place in the test. */
    public String description() {
        return (spec == null ? "on(" + event + ")" : spec.description()) + " at " + declaredAt;
    }

    /** Reports a fault that was not applied, or a gate that was not released. Null if all is well, or for always(). */
    @Nullable
    String problem() {
        if (spec == null) {
            return description() + " says when, but not what is to happen; end it with an effect such as .err(...) or"
                    + " .disconnect(...)";
        }
        if (applied > 0 && barrier() != null && !isReleased()) {
            return description() + " was never released; release the Gate, or open it in a try statement";
        }
        if (spec.times() == FaultSpec.ALWAYS || applied > 0) {
            return null;
        }
        return description() + " was never applied: " + nearestMiss();
    }

    private String nearestMiss() {
        if (eventsSeen == 0) {
            return "no " + event + " came after it was declared";
        }
        if (matched == 0) {
            return event + " came " + times(eventsSeen) + ", but never under its conditions";
        }
        if (isReleased()) {
            return "it matched " + times(matched) + ", but its Gate was released before";
        }
        return "it matched " + times(matched) + ", but "
                + (notApplied.isEmpty() ? "another fault came first, or it was to skip more" : notApplied);
    }

    private static String times(int count) {
        return count == 1 ? "once" : count + " times";
    }
}
