package io.github.pop3testserver.junit5;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/** Runs a test class with the JUnit of its own class loader, and tells what failed. */
final class OlderJupiterRun implements Function<String, List<String>> {

    @Override
    public List<String> apply(String testClass) {
        Failures failures = new Failures(new CopyOnWriteArrayList<>());
        LauncherFactory.create()
                .execute(
                        LauncherDiscoveryRequestBuilder.request()
                                .selectors(selectClass(testClass))
                                .configurationParameter("junit.jupiter.execution.parallel.enabled", "false")
                                .build(),
                        failures);
        return List.copyOf(failures.messages());
    }

    private record Failures(List<String> messages) implements TestExecutionListener {

        @Override
        public void executionFinished(TestIdentifier test, TestExecutionResult result) {
            result.getThrowable().ifPresent(failure -> messages.add(failure.toString()));
        }
    }
}
