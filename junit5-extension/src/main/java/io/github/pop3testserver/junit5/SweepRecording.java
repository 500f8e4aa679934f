package io.github.pop3testserver.junit5;

import java.util.List;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.Extension;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.TestTemplateInvocationContext;

/** An undisturbed run of a sweep. If it fails, no others follow. */
final class SweepRecording implements TestTemplateInvocationContext, AfterEachCallback {

    private final Sweep sweep;
    private final int number;

    /** @param number from 1 */
    SweepRecording(Sweep sweep, int number) {
        this.sweep = sweep;
        this.number = number;
    }

    @Override
    public String getDisplayName(int invocationIndex) {
        return sweep.settings().words().undisturbed() + (number == 1 ? "" : " again");
    }

    @Override
    public List<Extension> getAdditionalExtensions() {
        return List.of(this);
    }

    @Override
    public void afterEach(ExtensionContext context) {
        if (context.getExecutionException().isEmpty()) {
            sweep.recorded(RecordedRun.of(sweep.serverOf(context)));
        }
    }
}
