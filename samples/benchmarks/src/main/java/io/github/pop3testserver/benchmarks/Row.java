package io.github.pop3testserver.benchmarks;

import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One line of the table: the figures of the subjects that were measured. */
record Row(
        String what,
        String unit,
        Map<Subject, Double> figures,
        @Nullable Target target) {

    String markdown() {
        Double ours = figures.get(Subject.OURS);
        Double bare = figures.get(Subject.BARE);
        String ratio = ours == null || bare == null || bare == 0 ? "" : String.format(Locale.ROOT, "%.2f", ours / bare);
        String verdict = ours == null || target == null ? "" : target.metBy(ours, bare) ? "yes" : "**no**";
        return "| "
                + String.join(
                        " | ",
                        what,
                        unit,
                        figure(bare),
                        figure(ours),
                        figure(figures.get(Subject.GREENMAIL)),
                        ratio,
                        target == null ? "" : target.toString(),
                        verdict)
                + " |";
    }

    private static String figure(@Nullable Double value) {
        if (value == null) {
            return "–";
        }
        return String.format(
                Locale.ROOT,
                value == Math.rint(value) || value >= 100 ? "%,.0f" : value >= 10 ? "%.1f" : "%.2f",
                value);
    }
}
