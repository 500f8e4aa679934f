package io.github.pop3testserver.internal.server;

import io.github.pop3testserver.model.Pop3Event;
import java.util.List;
import java.util.Random;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** One fault as a test has declared it: when, how often, what; and how often it has matched and was applied. */
public final class FaultRule {

    /** For {@link Terms#times()}: as often as it matches. */
    public static final int ALWAYS = Integer.MAX_VALUE;

    private final Pop3Event event;
    private final StackTraceElement declaredAt;
    private @Nullable Terms terms;
    private int matched;
    private int applied;
    private int eventsSeen;

    /** Chosen, and about to be applied: no other conversation can have it as well. */
    private int reserved;

    /** Why it was chosen in vain; empty if it was not. */
    private String inVain = "";

    FaultRule(Pop3Event event, StackTraceElement declaredAt) {
        this.event = event;
        this.declaredAt = declaredAt;
    }

    /**
     * What completes a rule that was begun with an event.
     *
     * @param description the declaration as the test has written it
     * @param conditions all must hold
     * @param skip so many matches pass untouched
     * @param chance decides for each match whether it is acted upon; null for always
     * @param times so many are acted upon
     */
    public record Terms(
            String description,
            List<Predicate<Moment>> conditions,
            int skip,
            @Nullable Chance chance,
            int times,
            Effect effect) {
        public Terms {
            conditions = List.copyOf(conditions);
        }
    }

    /** A die whose throws a seed determines. */
    public record Chance(double probability, Random random) {
        boolean strikes() {
            return random.nextDouble() < probability;
        }
    }

    public void complete(Terms complete) {
        if (terms != null) {
            throw new IllegalStateException(
                    description() + " has its effect already; begin another fault with server.on(" + event + ")");
        }
        terms = complete;
    }

    /** Looks at a moment and counts it if it fits; an effect if the rule is ready to act on it, else null. */
    @Nullable
    Effect match(Moment moment) {
        Terms complete = terms;
        if (complete == null || !moment.is(event)) {
            return null;
        }
        eventsSeen++;
        for (Predicate<Moment> condition : complete.conditions()) {
            if (!Callback.call(() -> condition.test(moment))) {
                return null;
            }
        }
        matched++;
        boolean due = matched > complete.skip() && !isReleased();
        if (due && complete.chance() != null) {
            due = complete.chance().strikes();
        }
        return due && applied + reserved < complete.times() ? complete.effect() : null;
    }

    /** What it does; the rule must be complete. */
    Effect effect() {
        if (terms == null) {
            throw new IllegalStateException(description() + " has no effect yet");
        }
        return terms.effect();
    }

    void reserve() {
        reserved++;
    }

    void applied() {
        reserved--;
        applied++;
    }

    /** It was chosen, and nothing came of it. */
    void passed(String why) {
        reserved--;
        inVain = why;
    }

    /** If it holds conversations, they go on. */
    void release() {
        if (terms != null && terms.effect() instanceof Effect.Hold hold) {
            hold.barrier().release();
        }
    }

    private boolean isReleased() {
        return terms != null
                && terms.effect() instanceof Effect.Hold hold
                && hold.barrier().isOpen();
    }

    public int timesMatched() {
        return matched;
    }

    public int timesApplied() {
        return applied;
    }

    public boolean isExhausted() {
        return isReleased() || (terms != null && applied >= terms.times());
    }

    /** The declaration and the line of the test that holds it. */
    public String description() {
        return (terms == null ? "on(" + event + ")" : terms.description()) + " at " + place();
    }

    /** In a form that development environments make a link of. */
    private String place() {
        String type = declaredAt.getClassName();
        return type.substring(type.lastIndexOf('.') + 1) + "." + declaredAt.getMethodName() + "("
                + declaredAt.getFileName() + ":" + declaredAt.getLineNumber() + ")";
    }

    /** Why the rule was of no use to the test; null if it was, or if it stands for as often as it may be needed. */
    @Nullable
    String complaint() {
        if (terms == null) {
            return description() + " says when, but not what is to happen; end it with an effect such as .err(...) or"
                    + " .disconnect(...)";
        }
        if (applied > 0 && terms.effect() instanceof Effect.Hold && !isReleased()) {
            return description() + " was never released; release the Gate, or open it in a try statement";
        }
        if (terms.times() == ALWAYS || applied > 0) {
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
                + (inVain.isEmpty() ? "another fault came first, or it was to skip more" : inVain);
    }

    private static String times(int count) {
        return count == 1 ? "once" : count + " times";
    }
}
