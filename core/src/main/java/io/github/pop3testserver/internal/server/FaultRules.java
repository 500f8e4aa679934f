package io.github.pop3testserver.internal.server;

import io.github.pop3testserver.model.Pop3Event;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The fault rules of a server in the order of their declaration. */
public final class FaultRules {

    private final List<FaultRule> rules = new ArrayList<>();

    /** Begins a rule, which has no effect until it is completed. */
    public FaultRule begin(Pop3Event event, StackTraceElement declaredAt) {
        FaultRule rule = new FaultRule(event, declaredAt);
        rules.add(rule);
        return rule;
    }

    public List<FaultRule> rules() {
        return List.copyOf(rules);
    }

    public void remove(FaultRule rule) {
        rules.remove(rule);
    }

    public void clear() {
        rules.clear();
    }

    /** The first rule that is ready to act; every rule that fits the moment counts it, chosen or not. */
    @Nullable
    Choice choose(Moment moment) {
        Choice first = null;
        for (FaultRule rule : rules) {
            Effect effect = rule.match(moment);
            if (effect != null && first == null) {
                first = new Choice(rule, effect);
            }
        }
        return first;
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

    /** A rule that is to act now. */
    record Choice(FaultRule rule, Effect effect) {}
}
