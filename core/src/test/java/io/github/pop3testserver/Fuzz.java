package io.github.pop3testserver;

import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.RandomGenerator;

/** Where properties begin: each build tries the same, unless it is run with {@code -Dfuzz.seed=} and a number. */
public final class Fuzz {

    /** The seed of every property. */
    public static final String SEED = "1939";

    /** An annotation takes constants only, so the other seed comes in here. */
    private static final long VARIATION = Long.getLong("fuzz.seed", 0);

    private static final int USUAL_SIZE = 1000;

    private Fuzz() {}

    /** The same values and their shrinking, in an order that the system property decides upon. */
    public static <T> Arbitrary<T> varied(Arbitrary<T> values) {
        RandomGenerator<T> generator = values.generator(USUAL_SIZE);
        return Arbitraries.fromGenerator(random -> generator.next(new Random(random.nextLong() ^ VARIATION)));
    }
}
