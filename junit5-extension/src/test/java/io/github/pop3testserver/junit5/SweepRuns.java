package io.github.pop3testserver.junit5;

import java.util.List;
import java.util.stream.Collectors;
import org.junit.platform.testkit.engine.Event;
import org.junit.platform.testkit.engine.Events;

/** What the run of a sweep shows. */
final class SweepRuns {

    private SweepRuns() {}

    /** The names of all runs, in order. */
    static List<String> names(Run run) {
        return names(run.tests().started());
    }

    /** The names of the runs that failed. */
    static List<String> failed(Run run) {
        return names(run.tests().failed());
    }

    private static List<String> names(Events events) {
        return events.stream()
                .map(Event::getTestDescriptor)
                .map(test -> test.getDisplayName())
                .toList();
    }

    /** The text that was published; empty if none was. */
    static String matrix(Run run) {
        return run.entries().stream()
                .flatMap(entry -> entry.entrySet().stream())
                .filter(entry -> entry.getKey().startsWith("pop3-sweep-"))
                .map(entry -> entry.getValue())
                .collect(Collectors.joining());
    }
}
