package io.github.pop3testserver.benchmarks;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * As {@link SmallMessages}, with client and servers on one processor. Elsewhere the time of so short an exchange depends on
 * where the system runs the two threads, whatever the server does. In several processes, because what the JIT compiler makes of
 * the same code differs from one to the next, by a third at times. Not for GreenMail, which waits more than it works.
 */
final class PinnedMessages implements Measurement {

    private static final int PROCESSES = 7;

    @Override
    public List<Row> rows() {
        if (!Child.canPin()) {
            return List.of();
        }
        Map<Subject, List<Double>> figures = new EnumMap<>(Subject.class);
        for (int process = 0; process < PROCESSES; process++) {
            Child.runPinned(PinnedMessagesMain.class).lines().forEach(line -> {
                String[] figure = line.split(" ", -1);
                figures.computeIfAbsent(Subject.named(figure[0]), s -> new ArrayList<>())
                        .add(Double.parseDouble(figure[1]));
            });
        }
        Map<Subject, Double> perSecond = new EnumMap<>(Subject.class);
        figures.forEach((subject, values) -> perSecond.put(subject, Median.of(values)));
        return List.of(
                new Row("10,000 × RETR of 2 KiB, on one processor", "per s", perSecond, Target.timesBareAtLeast(0.8)));
    }
}
