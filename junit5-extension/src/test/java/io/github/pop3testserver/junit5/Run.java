package io.github.pop3testserver.junit5;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.platform.engine.TestDescriptor;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.reporting.OutputDirectoryProvider;
import org.junit.platform.testkit.engine.EngineExecutionResults;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Events;

/** The run of a test class within a test, and what came of it. */
final class Run {

    /** Lets tests run at the same time, where they are allowed to. */
    static final Map<String, String> PARALLEL = Map.of("junit.jupiter.execution.parallel.enabled", "true");

    private final EngineExecutionResults results;

    private Run(EngineExecutionResults results) {
        this.results = results;
    }

    static Run of(Class<?> testClass) {
        return of(testClass, Map.of());
    }

    static Run of(Class<?> testClass, Map<String, String> configuration) {
        return new Run(EngineTestKit.engine("junit-jupiter")
                .selectors(selectClass(testClass))
                .configurationParameters(configuration)
                .execute());
    }

    /** Has a place for the files that are published. */
    @SuppressWarnings({"deprecation", "removal"}) // JUnit 5.12 knows no other
    static Run of(Class<?> testClass, Path files) {
        return new Run(EngineTestKit.engine("junit-jupiter")
                .selectors(selectClass(testClass))
                .outputDirectoryProvider(new NumberedDirectories(files))
                .execute());
    }

    @SuppressWarnings({"deprecation", "removal"}) // JUnit 5.12 knows no other
    private record NumberedDirectories(Path root, AtomicInteger made) implements OutputDirectoryProvider {

        NumberedDirectories(Path root) {
            this(root, new AtomicInteger());
        }

        @Override
        public Path getRootDirectory() {
            return root;
        }

        @Override
        public Path createOutputDirectory(TestDescriptor test) throws IOException {
            return Files.createDirectories(root.resolve(Integer.toString(made.incrementAndGet())));
        }
    }

    /** Tests, dynamic ones and invocations included. */
    Events tests() {
        return results.testEvents();
    }

    /** As many tests have run, and nothing has failed. */
    void passed(long tests) {
        results.allEvents().failed().assertThatEvents().isEmpty();
        results.allEvents().aborted().assertThatEvents().isEmpty();
        tests().assertStatistics(statistics -> statistics.succeeded(tests));
    }

    /** What tests and containers have failed with. */
    List<Throwable> failures() {
        return throwables(results.allEvents().failed());
    }

    /** What the only failure was. */
    Throwable failure() {
        List<Throwable> failures = failures();
        if (failures.size() != 1) {
            throw new AssertionError("not one failure but " + failures);
        }
        return failures.get(0);
    }

    private static List<Throwable> throwables(Events events) {
        return events.stream()
                .map(event -> event.getRequiredPayload(TestExecutionResult.class))
                .flatMap(result -> result.getThrowable().stream())
                .toList();
    }

    /** The report entries, where there is no place for files. */
    List<Map<String, String>> entries() {
        return results.allEvents().reportingEntryPublished().stream()
                .map(event -> event.getRequiredPayload(org.junit.platform.engine.reporting.ReportEntry.class)
                        .getKeyValuePairs())
                .toList();
    }

    static List<Path> filesIn(Path directory) {
        try (Stream<Path> files = Files.walk(directory)) {
            return files.filter(Files::isRegularFile).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
