package io.github.pop3testserver.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What the annotation adds to the run of a test class, in milliseconds of wall clock. Each run is a fresh JVM.
 *
 * @param with the median of the runs of the class that has it
 * @param without the median of the runs of the class that does not
 * @param added the median of the differences between the two runs of a round
 */
record AddedTime(double with, double without, double added) {

    static AddedTime measure(Class<?> with, Class<?> without, int tests, int rounds) {
        Map<Class<?>, List<Double>> times = Median.rounds(
                List.of(without, with),
                rounds,
                test -> 1000 * Stopwatch.seconds(() -> Child.run(JunitRunMain.class, test.getName(), "" + tests)));
        List<Double> timesWith = times.getOrDefault(with, List.of());
        List<Double> timesWithout = times.getOrDefault(without, List.of());
        List<Double> differences = new ArrayList<>();
        for (int round = 0; round < rounds; round++) {
            differences.add(timesWith.get(round) - timesWithout.get(round));
        }
        return new AddedTime(Median.of(timesWith), Median.of(timesWithout), Median.of(differences));
    }
}
