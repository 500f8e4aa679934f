package io.github.pop3testserver.internal.fault;

import java.util.List;
import java.util.Random;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * When a fault acts, how often, and what it does.
 *
 * @param description the declaration as the test has written it
 * @param conditions all must hold
 * @param skip how many matches pass untouched first
 * @param chance decides for each match whether the fault acts; null if it always does
 * @param times how many matches it acts on, {@link #ALWAYS} for all
 */
public record FaultSpec(
        String description,
        List<Predicate<FaultedExchange>> conditions,
        int skip,
        @Nullable Chance chance,
        int times,
        Effect effect) {

    /** For {@link #times()}: at each match. */
    public static final int ALWAYS = Integer.MAX_VALUE;

    public FaultSpec {
        conditions = List.copyOf(conditions);
    }

    boolean matches(FaultedExchange exchange) {
        for (Predicate<FaultedExchange> condition : conditions) {
            if (!Callback.call(() -> condition.test(exchange))) {
                return false;
            }
        }
        return true;
    }

    /** A die whose throws a seed determines. */
    public record Chance(double probability, Random random) {
        boolean strikes() {
            return random.nextDouble() < probability;
        }
    }
}
