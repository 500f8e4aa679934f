package io.github.pop3testserver.internal.server;

import io.github.pop3testserver.model.Pop3Event;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The fault rules of a server in the order of their declaration. */
public final class FaultRules {

    /** Replaced and never changed: the predicate of one rule may add others, or take them back. */
    private List<FaultRule> rules = List.of();

    /** Begins a rule, which has no effect until it is completed. */
    public FaultRule begin(Pop3Event event, StackTraceElement declaredAt) {
        FaultRule rule = new FaultRule(event, declaredAt);
        List<FaultRule> more = new ArrayList<>(rules);
        more.add(rule);
        rules = List.copyOf(more);
        return rule;
    }

    /** Completes a rule that was begun here. */
    public void complete(FaultRule rule, FaultRule.Terms terms) {
        if (!rules.contains(rule)) {
            throw new IllegalStateException(
                    rule.description() + " was taken back, by clearFaults() or reset(), before it"
                            + " had an effect; begin another fault with server.on(...)");
        }
        rule.complete(terms);
    }

    public List<FaultRule> rules() {
        return rules;
    }

    public void remove(FaultRule rule) {
        List<FaultRule> left = new ArrayList<>(rules);
        left.remove(rule);
        rules = List.copyOf(left);
        rule.release();
    }

    public void clear() {
        List<FaultRule> all = rules;
        rules = List.of();
        all.forEach(FaultRule::release);
    }

    /** Lets go whatever is still held. */
    public void release() {
        rules.forEach(FaultRule::release);
    }

    /**
     * The rules that are to act: the first one with a decisive effect, and all others that only shape. Every rule that
     * fits the moment counts it, chosen or not.
     */
    Verdict judge(Moment moment) {
        FaultRule decisive = null;
        List<FaultRule> shaping = List.of();
        for (FaultRule rule : rules) {
            Effect effect = rule.match(moment);
            if (effect instanceof Effect.Decisive && decisive == null) {
                decisive = rule;
            } else if (effect instanceof Effect.Shaping) {
                shaping = new ArrayList<>(shaping);
                shaping.add(rule);
            }
        }
        return decisive == null && shaping.isEmpty() ? Verdict.NONE : new Verdict(decisive, shaping);
    }

    /** What is wrong with rules that were of no use, a sentence each. */
    public List<String> complaints() {
        List<String> complaints = new ArrayList<>();
        for (FaultRule rule : rules) {
            String complaint = rule.complaint();
            if (complaint != null) {
                complaints.add(complaint);
            }
        }
        return complaints;
    }

    /**
     * The rules that act at one moment.
     *
     * @param decisive null if the command is carried out as usual
     */
    record Verdict(@Nullable FaultRule decisive, List<FaultRule> shaping) {

        static final Verdict NONE = new Verdict(null, List.of());

        boolean isEmpty() {
            return decisive == null && shaping.isEmpty();
        }

        List<FaultRule> all() {
            List<FaultRule> all = new ArrayList<>(shaping);
            if (decisive != null) {
                all.add(decisive);
            }
            return all;
        }
    }
}
