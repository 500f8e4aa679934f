package io.github.pop3testserver.benchmarks;

/** How long something takes. */
final class Stopwatch {

    private Stopwatch() {}

    static double seconds(Runnable work) {
        long start = System.nanoTime();
        work.run();
        return (System.nanoTime() - start) / 1e9;
    }
}
