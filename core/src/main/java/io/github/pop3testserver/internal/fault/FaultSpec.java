package io.github.pop3testserver.internal.fault;

import java.util.List;
import java.util.Random;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * When a fault is applied, how often, and what it does.
 *
 * @param description the declaration as it is written in the test
 * @param conditions must all be true
 * @param skip the number of matches that it skips first
 * @param chance decides for each match whether the fault is applied; null if it always is
 * @param times the maximum number of applications, or {@link #ALWAYS}
 */
public record FaultSpec(
        String description,
        List<Predicate<FaultedExchange>> conditions,
        int skip,
        @Nullable Chance chance,
        int times,
        Effect effect) {

    /** The value of {@link #times()} for a fault that is applied at each match. */
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

    /** A probability and its source of random numbers. The same seed hits the same matches in each run. */
    public record Chance(double probability, Random random) {
        boolean hits() {
            return random.nextDouble() < probability;
        }
    }
}
