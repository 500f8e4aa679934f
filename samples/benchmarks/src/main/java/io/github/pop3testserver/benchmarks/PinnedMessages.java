package io.github.pop3testserver.benchmarks;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * As {@link SmallMessages}, with client and servers on one processor. Elsewhere the time of so short an exchange depends on
 * where the system runs the two threads, whatever the server does. Not for GreenMail, which waits more than it works.
 */
final class PinnedMessages implements Measurement {

    @Override
    public List<Row> rows() {
        if (!Child.canPin()) {
            return List.of();
        }
        Map<Subject, Double> perSecond = new EnumMap<>(Subject.class);
        Child.runPinned(PinnedMessagesMain.class).lines().forEach(line -> {
            String[] figure = line.split(" ", -1);
            perSecond.put(Subject.named(figure[0]), Double.parseDouble(figure[1]));
        });
        return List.of(
                new Row("10,000 × RETR of 2 KiB, on one processor", "per s", perSecond, Target.timesBareAtLeast(0.8)));
    }
}
