package io.github.pop3testserver.benchmarks;

import java.util.List;
import java.util.Map;

/** What the annotation adds to each of many empty tests in one JVM. */
final class ManyTests implements Measurement {

    static final int COUNT = 1_000;

    private static final int ROUNDS = 9;

    @Override
    public List<Row> rows() {
        AddedTime time = AddedTime.measure(ManyEmptyServerTests.class, ManyEmptyTests.class, COUNT, ROUNDS);
        return List.of(
                new Row("1,000 empty tests, with `@Pop3Server`", "ms", Map.of(Subject.OURS, time.with()), null),
                new Row("the same, without it", "ms", Map.of(Subject.OURS, time.without()), null),
                new Row(
                        "what it adds to each test",
                        "ms",
                        Map.of(Subject.OURS, time.added() / COUNT),
                        Target.atMost(0.7)));
    }
}
