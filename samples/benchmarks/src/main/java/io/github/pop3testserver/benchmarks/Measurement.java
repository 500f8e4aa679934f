package io.github.pop3testserver.benchmarks;

import java.util.List;

/** Measures all subjects by turns. */
@FunctionalInterface
interface Measurement {

    List<Row> rows();
}
