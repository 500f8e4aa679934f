package io.github.pop3testserver.benchmarks;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** Medians of figures that are taken from the subjects by turns, so that what disturbs one disturbs all. */
final class Median {

    private Median() {}

    /** The median of so many figures of each, after a round that does not count. */
    static <T> Map<T, Double> interleaved(Iterable<T> subjects, int rounds, ToDoubleFunction<T> figure) {
        Map<T, Double> medians = new LinkedHashMap<>();
        rounds(subjects, rounds, figure).forEach((subject, values) -> medians.put(subject, of(values)));
        return medians;
    }

    /** The figures themselves; those at the same place in two lists are from the same round. */
    static <T> Map<T, List<Double>> rounds(Iterable<T> subjects, int rounds, ToDoubleFunction<T> figure) {
        Map<T, List<Double>> figures = new LinkedHashMap<>();
        for (int round = 0; round <= rounds; round++) {
            for (T subject : subjects) {
                double value = figure.applyAsDouble(subject);
                if (round > 0) {
                    figures.computeIfAbsent(subject, s -> new ArrayList<>()).add(value);
                }
            }
        }
        return figures;
    }

    static double of(List<Double> values) {
        List<Double> sorted = new ArrayList<>(values);
        Collections.sort(sorted);
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }
}
