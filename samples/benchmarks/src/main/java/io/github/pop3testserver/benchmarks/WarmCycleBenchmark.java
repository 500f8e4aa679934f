package io.github.pop3testserver.benchmarks;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** What {@link WarmCycle} has JMH run; public, and not final, because of the code that JMH generates. */
@State(Scope.Thread)
public class WarmCycleBenchmark {

    /** The name of a {@link Subject}; JMH gives each of them. */
    @Param({"BARE", "OURS", "GREENMAIL"})
    public String subject = "";

    /** From start to stop. */
    @Benchmark
    public void cycle() {
        Cycle.run(Subject.valueOf(subject), false);
    }
}
