package io.github.pop3testserver.soak;

import java.util.Locale;
import java.util.concurrent.TimeUnit;

/** A table of what was counted; for {@code scripts/soak} only, since a build has enough to say. */
final class Report {

    private static final boolean WANTED = System.getProperty("soak.times") != null;

    private final StringBuilder table = new StringBuilder(
            "\n| | ms | Threads | Descriptors | Direct memory, KiB | Heap, KiB |\n" + "|---|--:|--:|--:|--:|--:|\n");

    private long since = System.nanoTime();

    /** A row with the time since the row before. */
    void row(String what, Footprint footprint) {
        long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - since);
        table.append(String.format(
                Locale.ROOT,
                "| %s | %,d | %d | %d | %,d | %,d |%n",
                what,
                millis,
                footprint.threads(),
                footprint.descriptors(),
                footprint.direct() / 1024,
                footprint.heap() / 1024));
        since = System.nanoTime();
    }

    void print() {
        if (WANTED) {
            System.out.println(table);
        }
    }
}
