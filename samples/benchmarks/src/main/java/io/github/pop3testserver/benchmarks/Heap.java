package io.github.pop3testserver.benchmarks;

/** What the heap holds. */
final class Heap {

    private Heap() {}

    /** Octets, after collections until nothing more goes. */
    static long used() {
        long used = Long.MAX_VALUE;
        while (true) {
            System.gc();
            long now = Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
            if (now > used - 10_000) {
                return Math.min(now, used);
            }
            used = now;
        }
    }
}
