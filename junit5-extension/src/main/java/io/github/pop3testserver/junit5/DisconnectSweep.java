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
import org.junit.platform.commons.support.AnnotationSupport;

/** Runs a test once to record it, then once for each cut. */
final class DisconnectSweep implements TestTemplateInvocationContextProvider {

    @Override
    public boolean supportsTestTemplate(ExtensionContext context) {
        return AnnotationSupport.isAnnotated(context.getTestMethod(), DisconnectSweepTest.class);
    }

    @Override
    public Stream<TestTemplateInvocationContext> provideTestTemplateInvocationContexts(ExtensionContext context) {
        refuseConcurrentRuns(context);
        DisconnectSweepTest settings = AnnotationSupport.findAnnotation(
                        context.getTestMethod(), DisconnectSweepTest.class)
                .orElseThrow();
        Iterator<TestTemplateInvocationContext> runs = new Runs(new SweepRecording(settings));
        return StreamSupport.stream(Spliterators.spliteratorUnknownSize(runs, Spliterator.ORDERED), false);
    }

    /** JUnit would ask for all runs before the first one has ended, and get only that one. */
    private static void refuseConcurrentRuns(ExtensionContext context) {
        if (Concurrency.ofRuns(context)) {
            throw new ExtensionConfigurationException("@DisconnectSweepTest on "
                    + SourceLocation.of(context.getRequiredTestMethod())
                    + ": its runs cannot be concurrent, since the cuts are only known when the recorded run is over;"
                    + " remove @Execution(ExecutionMode.CONCURRENT) from the method and its annotations");
        }
    }

    /** The number of runs is unknown until the first one has ended. */
    private static final class Runs implements Iterator<TestTemplateInvocationContext> {

        private final SweepRecording recording;
        private int next;

        Runs(SweepRecording recording) {
            this.recording = recording;
        }

        @Override
        public boolean hasNext() {
            return next <= recording.cuts().size();
        }

        @Override
        public TestTemplateInvocationContext next() {
            if (!hasNext()) {
                throw new NoSuchElementException("the sweep is over");
            }
            return next++ == 0 ? recording : new SweepRun(recording, next - 1);
        }
    }
}
