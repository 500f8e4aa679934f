package io.github.pop3testserver.internal.fault;

import io.github.pop3testserver.model.Pop3Event;
import org.jspecify.annotations.Nullable;

/** A fault that a test has declared: how often it has matched and was applied, and what to say if it was not. */
public final class Fault {

    private final Pop3Event event;
    private String declaredAt;

    /** Null until the test has said what is to happen. */
    private @Nullable FaultSpec spec;

    private @Nullable Effect effect;
    private Stage stage = Stage.RUN;

    private int matched;
    private int applied;
    private int eventsSeen;

    /** Chosen for exchanges, and not applied yet: no other exchange can have it as well. */
    private int reserved;

    /** Why it was chosen and did not act; empty if that never happened. */
    private String notApplied = "";

    Fault(Pop3Event event, String declaredAt) {
        this.event = event;
        this.declaredAt = declaredAt;
    }

    /** Where a test has declared it: a line, or what else helps to find it. */
    public void declaredAt(String place) {
        declaredAt = place;
    }

    void complete(FaultSpec complete) {
        if (spec != null) {
            throw new IllegalStateException(
                    description() + " has its effect already; begin another fault with server.on(" + event + ")");
        }
        spec = complete;
        effect = complete.effect();
        stage = effect.stage();
    }

    /** Looks at an exchange and counts it if it matches. Returns whether the fault is to act on it. */
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
            due = complete.chance().strikes();
        }
        return due && applied + reserved < complete.times();
    }

    /** What it does; the fault must be complete. */
    public Effect effect() {
        if (effect == null) {
            throw new IllegalStateException(description() + " has no effect yet");
        }
        return effect;
    }

    /** When it acts; the fault must be complete. */
    public Stage stage() {
        return stage;
    }

    void reserve() {
        reserved++;
    }

    public void applied() {
        reserved--;
        applied++;
    }

    /** It was chosen, and did not act. */
    public void notApplied(String why) {
        reserved--;
        notApplied = why;
    }

    /** If it holds exchanges, they go on. */
    void release() {
        if (spec != null && spec.effect() instanceof Effect.Hold hold) {
            hold.barrier().release();
        }
    }

    private boolean isReleased() {
        return spec != null
                && spec.effect() instanceof Effect.Hold hold
                && hold.barrier().isOpen();
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

    /** The declaration and the line of the test that holds it. */
    public String description() {
        return (spec == null ? "on(" + event + ")" : spec.description()) + " at " + declaredAt;
    }

    /** Why the fault was unused; null if it was used, or if it stands for as often as it may be needed. */
    @Nullable
    String complaint() {
        if (spec == null) {
            return description() + " says when, but not what is to happen; end it with an effect such as .err(...) or"
                    + " .disconnect(...)";
        }
        if (applied > 0 && spec.effect() instanceof Effect.Hold && !isReleased()) {
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
