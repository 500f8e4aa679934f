package io.github.pop3testserver.benchmarks;

/** How long it took, and how much heap was held, with so many. */
record Point(double count, double millis, double octets) {

    double mebibytes() {
        return octets / (1 << 20);
    }
}
