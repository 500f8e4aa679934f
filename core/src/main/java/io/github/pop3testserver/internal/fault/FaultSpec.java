package io.github.pop3testserver.internal.fault;

import java.util.List;
import java.util.Random;
import java.util.function.Predicate;
import java.util.stream.Collectors;
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
        List<Condition> conditions,
        int skip,
        @Nullable Chance chance,
        int times,
        Effect effect) {

    /** The value of {@link #times()} for a fault that is applied at each match. */
    public static final int ALWAYS = Integer.MAX_VALUE;

    public FaultSpec {
        conditions = List.copyOf(conditions);
    }

    /** The number of conditions that the exchange meets before the first one that it does not meet. */
    int conditionsMetBy(FaultedExchange exchange) {
        int met = 0;
        while (met < conditions.size() && conditions.get(met).isMetBy(exchange)) {
            met++;
        }
        return met;
    }

    /** The conditions as they are written in the test, up to an index. */
    String conditionsUpTo(int last) {
        return conditions.subList(0, last + 1).stream()
                .map(Condition::description)
                .collect(Collectors.joining());
    }

    /**
     * Narrows the exchanges that match.
     *
     * @param description the condition as it is written in the test
     */
    public record Condition(String description, Predicate<FaultedExchange> test) {
        private boolean isMetBy(FaultedExchange exchange) {
            return Callback.call(() -> test.test(exchange));
        }
    }

    /** A probability and its source of random numbers. The same seed hits the same matches in each run. */
    public record Chance(double probability, Random random) {
        boolean hits() {
            return random.nextDouble() < probability;
        }
    }
}
