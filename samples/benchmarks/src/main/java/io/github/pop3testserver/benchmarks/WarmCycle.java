package io.github.pop3testserver.benchmarks;

import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** One cycle in a JVM that has run many: what each further test pays. */
final class WarmCycle implements Measurement {

    private static final int ROUNDS = 3;

    @Override
    public List<Row> rows() {
        Map<Subject, Double> medians = Median.interleaved(List.of(Subject.values()), ROUNDS, WarmCycle::oneFork);
        return List.of(new Row("Warm cycle", "ms", medians, Target.timesBareAtMost(1.25)));
    }

    private static double oneFork(Subject subject) {
        Options options = new OptionsBuilder()
                .include(WarmCycleBenchmark.class.getSimpleName())
                .param("subject", subject.name())
                .jvmArgs("-D" + StoredKey.FOLDER + "=" + System.getProperty(StoredKey.FOLDER))
                .mode(Mode.SampleTime)
                .timeUnit(TimeUnit.MILLISECONDS)
                .forks(1)
                .warmupIterations(2)
                .warmupTime(TimeValue.seconds(1))
                .measurementIterations(3)
                .measurementTime(TimeValue.seconds(1))
                .shouldFailOnError(true)
                .verbosity(VerboseMode.SILENT)
                .build();
        try {
            RunResult result = new Runner(options).runSingle();
            return result.getPrimaryResult().getStatistics().getPercentile(50);
        } catch (RunnerException e) {
            throw new IllegalStateException(e);
        }
    }
}
