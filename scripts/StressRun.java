import static org.junit.platform.engine.discovery.ClassNameFilter.includeClassNamePatterns;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClasspathRoots;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Set;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
import org.junit.platform.launcher.listeners.TestExecutionSummary;

/** Runs test classes again and again in one JVM, each round in another order. Arguments: test classes' root, rounds, pattern, first seed. */
public final class StressRun {

    private StressRun() {}

    public static void main(String[] arguments) {
        Path root = Path.of(arguments[0]);
        int rounds = Integer.parseInt(arguments[1]);
        long firstSeed = Long.parseLong(arguments[3]);
        for (int round = 1; round <= rounds; round++) {
            long seed = firstSeed + round;
            TestExecutionSummary summary = run(root, arguments[2], seed);
            System.out.printf(
                    "round %d of %d, seed %d: %d passed, %d failed, %d skipped, %d ms%n",
                    round,
                    rounds,
                    seed,
                    summary.getTestsSucceededCount(),
                    summary.getTotalFailureCount(),
                    summary.getTestsSkippedCount(),
                    summary.getTimeFinished() - summary.getTimeStarted());
            if (summary.getTotalFailureCount() > 0 || summary.getTestsFoundCount() == 0) {
                summary.printFailuresTo(new PrintWriter(System.out, true), 40);
                System.exit(1);
            }
        }
    }

    private static TestExecutionSummary run(Path root, String pattern, long seed) {
        LauncherDiscoveryRequest request = LauncherDiscoveryRequestBuilder.request()
                .selectors(selectClasspathRoots(Set.of(root)))
                .filters(includeClassNamePatterns(pattern))
                .configurationParameter("junit.jupiter.execution.order.random.seed", Long.toString(seed))
                .configurationParameter(
                        "junit.jupiter.testmethod.order.default", "org.junit.jupiter.api.MethodOrderer$Random")
                .configurationParameter(
                        "junit.jupiter.testclass.order.default", "org.junit.jupiter.api.ClassOrderer$Random")
                .build();
        SummaryGeneratingListener listener = new SummaryGeneratingListener();
        LauncherFactory.create().execute(request, listener);
        return listener.getSummary();
    }
}
