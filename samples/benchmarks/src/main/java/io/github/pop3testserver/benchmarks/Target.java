package io.github.pop3testserver.benchmarks;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What our server should reach.
 *
 * @param ofBare whether the bound is for the ratio to the bare server's figure, and not for the figure itself
 */
record Target(double bound, boolean atMost, boolean ofBare) {

    static Target timesBareAtMost(double bound) {
        return new Target(bound, true, true);
    }

    static Target timesBareAtLeast(double bound) {
        return new Target(bound, false, true);
    }

    static Target atMost(double bound) {
        return new Target(bound, true, false);
    }

    boolean metBy(double ours, @Nullable Double bare) {
        double value = !ofBare ? ours : bare == null ? Double.NaN : ours / bare;
        return atMost ? value <= bound : value >= bound;
    }

    @Override
    public String toString() {
        String sign = atMost ? "≤ " : "≥ ";
        return sign + String.format(Locale.ROOT, ofBare ? "%.1f ×" : "%,.0f", bound);
    }
}
