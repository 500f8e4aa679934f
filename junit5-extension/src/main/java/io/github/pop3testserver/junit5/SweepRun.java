package io.github.pop3testserver.junit5;

import io.github.pop3testserver.Pop3TestServer;
import io.github.pop3testserver.junit5.SweepReport.Outcome;
import io.github.pop3testserver.junit5.SweepReport.SweepResult;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.Extension;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.TestInstanceFactoryContext;
import org.junit.jupiter.api.extension.TestInstancePreConstructCallback;
import org.junit.jupiter.api.extension.TestTemplateInvocationContext;
import org.junit.jupiter.api.extension.TestWatcher;

/** A run of a sweep with one failure. */
final class SweepRun
        implements TestTemplateInvocationContext,
                TestInstancePreConstructCallback,
                BeforeEachCallback,
                AfterEachCallback,
                TestWatcher {

    private final Sweep sweep;
    private final SweepFault fault;
    private final String number;
    private final String faultName;
    private @Nullable Pop3TestServer server;
    private @Nullable PlantedFault planted;

    /** What the server knows when the test is over; null before that. */
    private @Nullable RecordedRun observed;

    private boolean reached;

    /** @param number distinguishes the runs of the sweep */
    SweepRun(Sweep sweep, SweepFault fault, String number) {
        this.sweep = sweep;
        this.fault = fault;
        this.number = number;
        this.faultName = words().nameOf(number, fault);
    }

    private SweepWords words() {
        return sweep.settings().words();
    }

    @Override
    public String getDisplayName(int invocationIndex) {
        return name();
    }

    private String name() {
        return number + ": " + fault.name();
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
        plant(context);
    }

    /** If one instance serves all runs, it was constructed before this one. A Spring context may have been replaced. */
    @Override
    public void beforeEach(ExtensionContext context) {
        plant(context);
    }

    /** The first call for a server counts: instances of enclosing classes are constructed too. */
    private void plant(ExtensionContext context) {
        Pop3TestServer current = sweep.serverOf(context);
        if (server != current) {
            if (planted != null) {
                planted.remove();
            }
            server = current;
            planted = fault.installation()
                    .on(new FaultSite(
                            server,
                            faultName,
                            Title.ofMethod(context),
                            sweep.settings().stallLimit(),
                            sweep.undisturbed()));
        }
    }

    @Override
    public void afterEach(ExtensionContext context) {
        if (planted == null || server == null) {
            return;
        }
        RecordedRun run = observe(server, planted);
        boolean passed = context.getExecutionException().isEmpty();
        List<String> complaints = new ArrayList<>();
        if (!reached && passed) {
            complaints.add(whyNotReached(planted, server));
        } else if (reached) {
            complaints.addAll(complaintsOf(planted, run, passed));
        }
        planted.remove();
        if (!complaints.isEmpty()) {
            throw new AssertionError(String.join("\n", complaints));
        }
    }

    /** The client's last command may still be on its way. */
    private RecordedRun observe(Pop3TestServer swept, PlantedFault active) {
        RecordedRun run = RecordedRun.of(swept);
        observed = run;
        reached = active.isReached();
        return run;
    }

    private String whyNotReached(PlantedFault active, Pop3TestServer swept) {
        return active.isRemovedFrom(swept)
                ? words().removed(number, fault)
                : words().neverReached(number, fault) + sweep.instability();
    }

    private List<String> complaintsOf(PlantedFault active, RecordedRun run, boolean passed) {
        List<String> complaints = new ArrayList<>();
        String ofKind = active.complaint();
        if (!ofKind.isEmpty()) {
            complaints.add(ofKind);
        }
        if (passed && sweep.settings().verdict() == SweepVerdict.SERVER) {
            complaints.addAll(ServerVerdict.of(
                    sweep.undisturbed(), run, fault, faultName, sweep.settings().maxFailedLogins()));
        }
        return complaints;
    }

    @Override
    public void testSuccessful(ExtensionContext context) {
        add(Outcome.PASSED, "");
    }

    @Override
    public void testFailed(ExtensionContext context, @Nullable Throwable cause) {
        endUnfinished();
        String failure = cause instanceof AssertionError && cause.getMessage() != null
                ? cause.getMessage()
                : String.valueOf(cause);
        add(reached ? Outcome.FAILED : Outcome.UNREACHED, failure);
    }

    @Override
    public void testAborted(ExtensionContext context, @Nullable Throwable cause) {
        endUnfinished();
        add(Outcome.UNREACHED, String.valueOf(cause));
    }

    /** If the test's constructor has failed, no method was called after it. */
    private void endUnfinished() {
        if (observed == null && planted != null && server != null) {
            observe(server, planted);
            planted.remove();
        }
    }

    private void add(Outcome outcome, String failure) {
        RecordedRun run = observed;
        sweep.add(new SweepResult(
                fault.step().words(),
                fault.kind(),
                name(),
                run == null ? 0 : run.sessionOf(faultName),
                outcome,
                failure,
                run == null ? List.of() : run.sessions()));
    }
}
