package io.github.pop3testserver.benchmarks;

import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
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
        String pattern = ofBare ? "0.0# ×" : "#,##0.##";
        return (atMost ? "≤ " : "≥ ")
                + new DecimalFormat(pattern, DecimalFormatSymbols.getInstance(Locale.ROOT)).format(bound);
    }
}
