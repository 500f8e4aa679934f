package io.github.pop3testserver.junit5;

import io.github.pop3testserver.InstalledFault;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.Extension;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.TestInstanceFactoryContext;
import org.junit.jupiter.api.extension.TestInstancePreConstructCallback;
import org.junit.jupiter.api.extension.TestTemplateInvocationContext;

/** A run of a sweep with one cut. */
final class SweepRun
        implements TestTemplateInvocationContext,
                TestInstancePreConstructCallback,
                BeforeEachCallback,
                AfterEachCallback {

    private final SweepRecording recording;
    private final SweepCut cut;
    private final String number;
    private @Nullable InstalledFault fault;

    /** @param number from 1 */
    SweepRun(SweepRecording recording, int number) {
        this.recording = recording;
        this.cut = recording.cuts().get(number - 1);
        this.number = "cut " + number + " of " + recording.cuts().size();
    }

    @Override
    public String getDisplayName(int invocationIndex) {
        return number + ": " + cut.words();
    }

    @Override
    public List<Extension> getAdditionalExtensions() {
        return List.of(this);
    }

    /** The server is in the test's own store, as for {@link Pop3ServerExtension}. */
    @Override
    public ExtensionContextScope getTestInstantiationExtensionContextScope(ExtensionContext rootContext) {
        return ExtensionContextScope.TEST_METHOD;
    }

    /** Runs before the user's constructor and methods, so that what they send counts as in the recorded run. */
    @Override
    public void preConstructTestInstance(TestInstanceFactoryContext factory, ExtensionContext context) {
        install(context);
    }

    /** If one instance serves all runs, it was constructed before this one. */
    @Override
    public void beforeEach(ExtensionContext context) {
        if (fault == null) {
            install(context);
        }
    }

    private void install(ExtensionContext context) {
        fault = cut.installOn(
                recording.serverOf(context), recording.settings().reset(), number, Title.ofMethod(context));
    }

    private boolean isReached(InstalledFault cutting, ExtensionContext context) {
        if (cutting.timesApplied() == 0) {
            // The client's last command may still be on its way.
            recording.serverOf(context).settle();
        }
        return cutting.timesApplied() > 0;
    }

    @Override
    public void afterEach(ExtensionContext context) {
        if (fault == null || isReached(fault, context)) {
            return;
        }
        boolean removed = !recording.serverOf(context).faults().contains(fault);
        // Otherwise the server would report the unused fault as well.
        fault.remove();
        if (context.getExecutionException().isEmpty()) {
            throw new AssertionError(
                    removed
                            ? number + " was removed by clearFaults() or reset(): the connection was to be cut "
                                    + cut.words() + "; remove the test's own faults with InstalledFault.remove()"
                            : number + " was never reached: the connection was to be cut " + cut.words()
                                    + ", but this run differs from the recorded one; a sweep needs an"
                                    + " application that always does the same up to the cut");
        }
    }
}
