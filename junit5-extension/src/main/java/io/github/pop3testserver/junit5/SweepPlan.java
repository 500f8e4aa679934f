package io.github.pop3testserver.junit5;

import io.github.pop3testserver.junit5.SweepReport.Cell;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;

/**
 * The failures that a sweep tries.
 *
 * @param cells where there are failures to try, in the order of the conversation
 * @param remarks how they were chosen; empty if they are all
 */
record SweepPlan(List<SweepFault> faults, List<Cell> cells, List<String> remarks) {

    static final SweepPlan NONE = new SweepPlan(List.of(), List.of(), List.of());

    /** Chooses seeds that are easy to read and to write. */
    private static final int SEEDS = 1_000_000;

    SweepPlan {
        faults = List.copyOf(faults);
        cells = List.copyOf(cells);
        remarks = List.copyOf(remarks);
    }

    /** Refuses a recorded run that gives no occasion for any failure, or for too many. */
    static SweepPlan of(RecordedRun recorded, SweepSettings settings) {
        if (recorded.sessionCount() == 0) {
            throw refusal(settings, settings.words().noClient());
        }
        List<SweepFault> all = settings.kinds().stream()
                .flatMap(kind -> kind.faultsOf(recorded).stream())
                .toList();
        if (all.isEmpty()) {
            throw refusal(settings, settings.words().nothingToTry());
        }
        SweepPlan plan = settings.sample() == 0
                ? new SweepPlan(inOrder(all, recorded), cells(all, recorded), List.of())
                : sample(all, recorded, settings);
        if (plan.size() > settings.maxRuns()) {
            throw refusal(settings, settings.words().tooMany(plan.size(), settings.maxRuns()));
        }
        return plan;
    }

    private static ExtensionConfigurationException refusal(SweepSettings settings, String why) {
        return new ExtensionConfigurationException(settings.place() + ": " + why);
    }

    private static SweepPlan sample(List<SweepFault> all, RecordedRun recorded, SweepSettings settings) {
        long seed = settings.seed() != 0 ? settings.seed() : 1 + new Random().nextInt(SEEDS);
        Random random = new Random(seed);
        List<SweepFault> faults = new ArrayList<>();
        all.stream()
                .collect(Collectors.groupingBy(SweepFault::kind, TreeMap::new, Collectors.toList()))
                .values()
                .forEach(ofKind -> chosen(ofKind.size(), settings.sample(), random)
                        .forEach(index -> faults.add(ofKind.get(index))));
        return new SweepPlan(
                inOrder(faults, recorded),
                cells(all, recorded),
                List.of("Sample of " + settings.sample() + " for each kind; seed = " + seed + " chooses it again."));
    }

    private static List<Cell> cells(List<SweepFault> all, RecordedRun recorded) {
        return inOrder(all, recorded).stream()
                .map(fault -> new Cell(fault.step().words(), fault.kind()))
                .distinct()
                .toList();
    }

    /** In the order of the conversation, and at each step in the order of the kinds. */
    private static List<SweepFault> inOrder(List<SweepFault> faults, RecordedRun recorded) {
        Map<SweepStep, Integer> positions = new HashMap<>();
        recorded.steps().forEach(step -> positions.put(step, positions.size()));
        return faults.stream()
                .sorted(Comparator.comparing(fault -> positions.get(fault.step())))
                .toList();
    }

    /** At most {@code sample} different indices, in order. */
    private static TreeSet<Integer> chosen(int size, int sample, Random random) {
        List<Integer> indices = new ArrayList<>();
        for (int index = 0; index < size; index++) {
            indices.add(index);
        }
        Collections.shuffle(indices, random);
        return new TreeSet<>(indices.subList(0, Math.min(sample, size)));
    }

    int size() {
        return faults.size();
    }

    SweepFault get(int index) {
        return faults.get(index);
    }
}
