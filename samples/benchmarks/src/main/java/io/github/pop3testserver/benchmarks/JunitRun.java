package io.github.pop3testserver.benchmarks;

import java.util.List;
import java.util.Map;

/** What the annotation adds to the run of one empty test. */
final class JunitRun implements Measurement {

    private static final int ROUNDS = 15;

    @Override
    public List<Row> rows() {
        AddedTime time = AddedTime.measure(EmptyServerTest.class, EmptyTest.class, 1, ROUNDS);
        return List.of(
                new Row("Empty JUnit run, with `@Pop3Server`", "ms", Map.of(Subject.OURS, time.with()), null),
                new Row("the same, without it", "ms", Map.of(Subject.OURS, time.without()), null),
                new Row("what it adds", "ms", Map.of(Subject.OURS, time.added()), Target.atMost(50)));
    }
}
