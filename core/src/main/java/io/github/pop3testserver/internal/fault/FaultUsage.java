package io.github.pop3testserver.internal.fault;

import io.github.pop3testserver.model.Pop3Event;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** How often a fault matched and was applied, and if it was not, why. */
final class FaultUsage {

    private final Pop3Event event;

    /** The commands that came after the declaration and were not the event, in the order of their first arrival. */
    private final Map<Pop3Event, Integer> otherCommands = new LinkedHashMap<>();

    private int arrived;
    private int matched;
    private int applied;

    /** The number of exchanges for which it was chosen but not applied yet. They count, so that times(n) is exact. */
    private int reserved;

    /** Of the exchanges that did not match, how far the one came that met the most conditions. */
    private int conditionsMet;

    /** Why it was chosen but not applied; empty if that never happened. */
    private String notApplied = "";

    /** The fault that decided an exchange before this one; null if none did. */
    private @Nullable Fault decidedBy;

    FaultUsage(Pop3Event event) {
        this.event = event;
    }

    /** An exchange came that is not the event. */
    void other(Pop3Event what) {
        if (what.isCommand()) {
            otherCommands.merge(what, 1, Integer::sum);
        }
    }

    /** An exchange came that is the event, but does not meet all conditions. */
    void mismatched(int conditions) {
        arrived++;
        conditionsMet = Math.max(conditionsMet, conditions);
    }

    void matched() {
        arrived++;
        matched++;
    }

    void reserve() {
        reserved++;
    }

    void applied() {
        reserved--;
        applied++;
    }

    void notApplied(String why) {
        reserved--;
        notApplied = why;
    }

    void decidedBy(Fault other) {
        decidedBy = other;
    }

    int timesMatched() {
        return matched;
    }

    int timesApplied() {
        return applied;
    }

    int timesAppliedOrReserved() {
        return applied + reserved;
    }

    /** Why the fault was never applied, for the author of the test. */
    String whyNotApplied(FaultSpec spec, boolean gateReleased) {
        if (arrived == 0) {
            return missing() + " after the fault was declared" + sentInstead() + ". " + remedy();
        }
        if (matched == 0) {
            return event + " arrived " + times(arrived) + ", but " + (arrived == 1 ? "did not match " : "none matched ")
                    + spec.conditionsUpTo(conditionsMet);
        }
        return "it matched " + times(matched) + ", but " + obstacle(spec, gateReleased);
    }

    private String obstacle(FaultSpec spec, boolean gateReleased) {
        if (gateReleased) {
            return "its Gate was already released";
        }
        if (matched <= spec.skip()) {
            return "afterSkipping(" + spec.skip() + ") skips the first "
                    + (spec.skip() == 1 ? "match" : spec.skip() + " matches");
        }
        if (decidedBy != null) {
            return decidedBy.description() + " handled " + (matched == 1 ? "it" : "them");
        }
        if (!notApplied.isEmpty()) {
            return notApplied;
        }
        return spec.chance() != null && reserved == 0 ? "withProbability(...) chose no match" : "it has not acted yet";
    }

    private String missing() {
        return switch (event) {
            case CONNECT, GREETING -> "no client connected";
            case TLS_HANDSHAKE -> "no client began TLS";
            case LOGIN -> "no client tried to log in";
            case SASL_RESPONSE -> "the client sent no SASL response";
            case ANY_COMMAND -> "the client sent no command";
            case UNKNOWN_COMMAND -> "the client sent no unknown command";
            default -> "the client sent no " + event;
        };
    }

    private String sentInstead() {
        return otherCommands.isEmpty()
                ? ""
                : otherCommands.entrySet().stream()
                        .map(sent -> sent.getKey() + (sent.getValue() == 1 ? "" : " " + times(sent.getValue())))
                        .collect(Collectors.joining(", ", " (it sent ", ")"));
    }

    private String remedy() {
        return otherCommands.isEmpty()
                ? "If the fault is optional, use Strictness.LENIENT."
                : "Use the event your client sends, or Strictness.LENIENT if the fault is optional.";
    }

    private static String times(int count) {
        return count == 1 ? "once" : count + " times";
    }
}
