package io.github.pop3testserver.benchmarks;

import java.util.List;
import java.util.Map;

/** What the annotation adds to the run of an empty test in a fresh JVM. */
final class JunitRun implements Measurement {

    private static final int ROUNDS = 15;

    @Override
    public List<Row> rows() {
        Map<Class<?>, Double> medians = Median.interleaved(
                List.<Class<?>>of(EmptyTest.class, EmptyServerTest.class),
                ROUNDS,
                test -> 1000 * Stopwatch.seconds(() -> Child.run(JunitRunMain.class, test.getName())));
        double without = medians.getOrDefault(EmptyTest.class, Double.NaN);
        double with = medians.getOrDefault(EmptyServerTest.class, Double.NaN);
        return List.of(
                new Row("Empty JUnit run, with `@Pop3Server`", "ms", Map.of(Subject.OURS, with), null),
                new Row("the same, without it", "ms", Map.of(Subject.OURS, without), null),
                new Row("what it adds", "ms", Map.of(Subject.OURS, with - without), null));
    }
}
