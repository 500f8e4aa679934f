package io.github.pop3testserver.benchmarks;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;

/** The process of {@link AddedTime}: runs one test class. */
final class JunitRunMain {

    private JunitRunMain() {}

    /** Arguments: the name of the class, how many tests it has. */
    public static void main(String[] arguments) {
        SummaryGeneratingListener listener = new SummaryGeneratingListener();
        LauncherFactory.create()
                .execute(
                        LauncherDiscoveryRequestBuilder.request()
                                .selectors(selectClass(arguments[0]))
                                .build(),
                        listener);
        System.exit(listener.getSummary().getTestsSucceededCount() == Long.parseLong(arguments[1]) ? 0 : 1);
    }
}
