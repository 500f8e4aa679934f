package io.github.pop3testserver.benchmarks;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** One cycle in a fresh JVM, from its start to its end: what a single test pays. */
final class ColdCycle implements Measurement {

    private static final int ROUNDS = 15;

    @Override
    public List<Row> rows() {
        List<Row> rows = new ArrayList<>();
        rows.addAll(rows(false, "Cold cycle"));
        rows.addAll(rows(true, "Cold cycle with TLS"));
        return rows;
    }

    private static List<Row> rows(boolean tls, String what) {
        Map<Subject, List<Double>> processor = new EnumMap<>(Subject.class);
        Map<Subject, List<Double>> memory = new EnumMap<>(Subject.class);
        Map<Subject, Double> wall = Median.interleaved(List.of(Subject.values()), ROUNDS, subject -> {
            List<String> output = new ArrayList<>();
            double seconds = Stopwatch.seconds(
                    () -> output.addAll(List.of(Child.runTimed(ColdCycleMain.class, subject.toString(), "" + tls)
                            .split("\\s+", -1))));
            memory.computeIfAbsent(subject, s -> new ArrayList<>()).add(Double.parseDouble(output.get(0)) / 1024);
            processor
                    .computeIfAbsent(subject, s -> new ArrayList<>())
                    .add(1000 * (Double.parseDouble(output.get(1)) + Double.parseDouble(output.get(2))));
            return seconds * 1000;
        });
        return List.of(
                new Row(what + ": wall clock", "ms", wall, Target.timesBareAtMost(1.5)),
                new Row(what + ": processor", "ms", medians(processor), Target.timesBareAtMost(1.5)),
                new Row(what + ": peak memory", "MiB", medians(memory), null));
    }

    private static Map<Subject, Double> medians(Map<Subject, List<Double>> figures) {
        Map<Subject, Double> medians = new EnumMap<>(Subject.class);
        figures.forEach((subject, values) -> medians.put(subject, Median.of(values)));
        return medians;
    }
}
