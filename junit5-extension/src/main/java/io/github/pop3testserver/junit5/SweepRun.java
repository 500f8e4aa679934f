package io.github.pop3testserver.junit5;

import io.github.pop3testserver.Pop3TestServer;
import io.github.pop3testserver.junit5.SweepReport.Outcome;
import io.github.pop3testserver.junit5.SweepReport.SweepResult;
import io.github.pop3testserver.junit5.SweepReport.SweptSession;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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
    private @Nullable PlantedFault planted;
    private boolean reached;
    private int faultSession;
    private List<SweptSession> sessions = List.of();

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

    /** If one instance serves all runs, it was constructed before this one. */
    @Override
    public void beforeEach(ExtensionContext context) {
        plant(context);
    }

    /** Only the first call counts: instances of enclosing classes are constructed too. */
    private void plant(ExtensionContext context) {
        if (planted == null) {
            planted = fault.installation()
                    .on(new FaultSite(
                            sweep.serverOf(context),
                            faultName,
                            Title.ofMethod(context),
                            sweep.settings().stallLimit(),
                            sweep.undisturbed()));
        }
    }

    @Override
    public void afterEach(ExtensionContext context) {
        if (planted == null) {
            return;
        }
        Pop3TestServer server = sweep.serverOf(context);
        try {
            end(planted, server, context.getExecutionException().isEmpty());
        } finally {
            planted.remove();
        }
    }

    private void end(PlantedFault active, Pop3TestServer server, boolean passedSoFar) {
        // The client's last command may still be on its way.
        RecordedRun run = RecordedRun.of(server);
        sessions = run.sessions();
        faultSession = run.sessionOf(faultName);
        reached = active.isReached();
        List<String> complaints = new ArrayList<>();
        if (reached) {
            String complaint = active.complaint();
            complaints.addAll(complaint.isEmpty() ? List.of() : List.of(complaint));
        } else if (passedSoFar) {
            throw new AssertionError(
                    active.isRemovedFrom(server)
                            ? words().removed(number, fault)
                            : words().neverReached(number, fault) + sweep.instability());
        }
        if (passedSoFar && reached && sweep.settings().verdict() == SweepVerdict.SERVER) {
            complaints.addAll(ServerVerdict.of(
                    sweep.undisturbed(), run, fault, faultName, sweep.settings().maxFailedLogins()));
        }
        if (!complaints.isEmpty()) {
            throw new AssertionError(String.join("\n", complaints));
        }
    }

    @Override
    public void testSuccessful(ExtensionContext context) {
        add(Outcome.PASSED, "");
    }

    @Override
    public void testFailed(ExtensionContext context, @Nullable Throwable cause) {
        String failure = cause instanceof AssertionError && cause.getMessage() != null
                ? cause.getMessage()
                : String.valueOf(cause);
        add(reached ? Outcome.FAILED : Outcome.UNREACHED, failure);
    }

    @Override
    public void testAborted(ExtensionContext context, @Nullable Throwable cause) {
        add(Outcome.UNREACHED, String.valueOf(cause));
    }

    @Override
    public void testDisabled(ExtensionContext context, Optional<String> reason) {
        add(Outcome.UNREACHED, reason.orElse(""));
    }

    private void add(Outcome outcome, String failure) {
        sweep.add(new SweepResult(
                fault.step().words(), fault.kind(), name(), faultSession, outcome, failure, sessions));
    }
}
