package io.github.pop3testserver.junit5;

import io.github.pop3testserver.Pop3TestServer;
import io.github.pop3testserver.junit5.SweepReport.Outcome;
import io.github.pop3testserver.junit5.SweepReport.SweepResult;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.TestTemplateInvocationContext;

/** The runs of one test: the undisturbed ones, then one for each failure. */
final class Sweep {

    private final SweepSettings settings;

    /** Of the test template. */
    private final ExtensionContext context;

    private final List<SweepResult> results = new ArrayList<>();
    private final List<String> remarks = new ArrayList<>();

    /** The undisturbed runs that have begun. */
    private int rehearsals;

    private @Nullable RecordedRun undisturbed;

    /** Whether an undisturbed run failed, or shows that there must be no others. */
    private boolean unfit;

    private SweepPlan plan = SweepPlan.NONE;
    private int next;
    private int failures;

    Sweep(SweepSettings settings, ExtensionContext context) {
        this.settings = settings;
        this.context = context;
    }

    SweepSettings settings() {
        return settings;
    }

    boolean hasNext() {
        return rehearsals == 0 || (!unfit && (mustRehearse() || (next < plan.size() && !isStopped())));
    }

    /** Two undisturbed runs show whether the application does the same each time. */
    private boolean mustRehearse() {
        return rehearsals < settings.words().rehearsals();
    }

    private boolean isStopped() {
        return settings.stopAfter() > 0 && failures >= settings.stopAfter();
    }

    TestTemplateInvocationContext next() {
        if (mustRehearse()) {
            unfit = true; // until it has passed
            return new SweepRecording(this, ++rehearsals);
        }
        return new SweepRun(this, plan.get(next++), settings.words().number(next, plan.size()));
    }

    /** An undisturbed run has passed. */
    void recorded(RecordedRun run) {
        if (undisturbed == null) {
            plan = SweepPlan.of(run, settings);
            undisturbed = run;
        } else {
            remarks.addAll(undisturbed.differenceTo(run));
        }
        unfit = false;
    }

    RecordedRun undisturbed() {
        if (undisturbed == null) {
            throw new IllegalStateException("the sweep has no recorded run");
        }
        return undisturbed;
    }

    /** How two undisturbed runs differ; empty if they do not. */
    String instability() {
        return remarks.isEmpty() ? "" : ". " + String.join(". ", remarks);
    }

    void add(SweepResult result) {
        results.add(result);
        failures += result.outcome() == Outcome.PASSED ? 0 : 1;
    }

    /** The server that fails. */
    Pop3TestServer serverOf(ExtensionContext run) {
        return Pop3ServerExtension.serverOf(run, settings.server())
                .orElseThrow(() -> new ExtensionConfigurationException(settings.place() + ": "
                        + Names.unclear(settings.server(), Pop3ServerExtension.namesOfServers(run))));
    }

    /** Reports, if there were runs with a failure. */
    void end() {
        if (undisturbed == null || results.isEmpty()) {
            return;
        }
        List<String> all = new ArrayList<>(plan.remarks());
        all.addAll(remarks);
        if (next < plan.size()) {
            all.add("Stopped after " + Count.of(failures, "failure") + " (stopAfter = " + settings.stopAfter() + "): "
                    + Count.of(plan.size() - next, "run") + " not made.");
        }
        SweepReport report =
                new SweepReport(Title.ofMethod(context), undisturbed.sessions(), plan.cells(), results, all);
        new SweepPublisher(report, settings).publish(context);
    }
}
