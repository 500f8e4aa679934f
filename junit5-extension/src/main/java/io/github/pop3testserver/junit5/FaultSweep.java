package io.github.pop3testserver.junit5;

import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.TestTemplateInvocationContext;
import org.junit.jupiter.api.extension.TestTemplateInvocationContextProvider;

/** Runs a test undisturbed to record it, then once for each failure. */
final class FaultSweep implements TestTemplateInvocationContextProvider {

    @Override
    public boolean supportsTestTemplate(ExtensionContext context) {
        return SweepSettings.of(context).isPresent();
    }

    @Override
    public Stream<TestTemplateInvocationContext> provideTestTemplateInvocationContexts(ExtensionContext context) {
        SweepSettings settings = SweepSettings.of(context).orElseThrow();
        refuseConcurrentRuns(settings, context);
        Iterator<TestTemplateInvocationContext> runs = new Runs(new Sweep(settings, context));
        return StreamSupport.stream(Spliterators.spliteratorUnknownSize(runs, Spliterator.ORDERED), false);
    }

    /** JUnit would ask for all runs before the first one has ended, and get only that one. */
    private static void refuseConcurrentRuns(SweepSettings settings, ExtensionContext context) {
        if (Concurrency.ofRuns(context)) {
            throw new ExtensionConfigurationException(settings.place() + ": its runs cannot be concurrent, since the "
                    + settings.words().failures() + " are only known when the recorded run is over;"
                    + " remove @Execution(ExecutionMode.CONCURRENT) from the method and its annotations");
        }
    }

    /** The number of runs is unknown until the first one has ended. */
    private static final class Runs implements Iterator<TestTemplateInvocationContext> {

        private final Sweep sweep;
        private boolean over;

        Runs(Sweep sweep) {
            this.sweep = sweep;
        }

        /** JUnit asks after each run has ended. */
        @Override
        public boolean hasNext() {
            boolean more = sweep.hasNext();
            if (!more && !over) {
                over = true;
                sweep.end();
            }
            return more;
        }

        @Override
        public TestTemplateInvocationContext next() {
            if (!hasNext()) {
                throw new NoSuchElementException("the sweep is over");
            }
            return sweep.next();
        }
    }
}
