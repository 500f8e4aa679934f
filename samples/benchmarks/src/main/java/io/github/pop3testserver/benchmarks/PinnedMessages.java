package io.github.pop3testserver.benchmarks;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * As {@link SmallMessages}, with client and servers on one processor. Elsewhere the time of so short an exchange depends on
 * where the system runs the two threads, whatever the server does. In several processes, because what the JIT compiler makes of
 * the same code differs from one to the next, by a third at times; the figures are those of the process with the median ratio. Not for GreenMail, which waits more than it works.
 */
final class PinnedMessages implements Measurement {

    private static final int PROCESSES = 7;

    @Override
    public List<Row> rows() {
        if (!Child.canPin()) {
            return List.of();
        }
        List<Map<Subject, Double>> processes = new ArrayList<>();
        for (int process = 0; process < PROCESSES; process++) {
            processes.add(perSecond());
        }
        processes.sort(Comparator.comparing(PinnedMessages::ratio));
        Map<Subject, Double> perSecond = processes.get(PROCESSES / 2);
        return List.of(
                new Row("10,000 × RETR of 2 KiB, on one processor", "per s", perSecond, Target.timesBareAtLeast(0.8)));
    }

    private static double ratio(Map<Subject, Double> perSecond) {
        return perSecond.getOrDefault(Subject.OURS, 0.0) / perSecond.getOrDefault(Subject.BARE, 0.0);
    }

    private static Map<Subject, Double> perSecond() {
        Map<Subject, Double> perSecond = new EnumMap<>(Subject.class);
        Child.runPinned(PinnedMessagesMain.class).lines().forEach(line -> {
            String[] figure = line.split(" ", -1);
            perSecond.put(Subject.named(figure[0]), Double.parseDouble(figure[1]));
        });
        return perSecond;
    }
}
