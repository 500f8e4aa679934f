package io.github.pop3testserver.junit5;

import io.github.pop3testserver.Pop3TestServer;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionContext;

/** One server of one test: verifies and reports it when the test is over. */
final class TestServer {

    private static final String DOWN =
            "Then the server went down, to wake clients that were waiting for it. What they report"
                    + " after that, refused connections for example, is not the cause.";

    private final Pop3TestServer server;
    private final ServerPlan plan;
    private final String fullName;
    private final String heading;
    private final BooleanSupplier ended;

    /** The conversations at a timeout, before the interrupt makes clients close their connections. */
    private final AtomicReference<@Nullable ConversationReport> atTimeout = new AtomicReference<>();

    /**
     * @param whose "this test", for example
     * @param ended whether something else than the test has closed the server, as it should
     */
    TestServer(Pop3TestServer server, ServerPlan plan, String fullName, String whose, BooleanSupplier ended) {
        this.server = server;
        this.plan = plan;
        this.fullName = fullName;
        this.ended = ended;
        this.heading = "POP3 conversations of " + whose
                + (plan.name().isEmpty() ? "" : " with server \"" + plan.name() + "\"");
    }

    Pop3TestServer server() {
        return server;
    }

    void onTimeout() {
        atTimeout.compareAndSet(null, report(" when its time was up:", DOWN));
    }

    void goDown() {
        try {
            server.goDown();
        } catch (IllegalStateException e) {
            // The test has closed it, so no client waits for it.
        }
    }

    /**
     * Throws the failure that the test must have.
     *
     * @param passed if false, the test may have ended before it used its faults
     */
    void verify(boolean passed) {
        try {
            verify();
        } catch (AssertionError e) {
            if (passed) {
                throw e;
            }
        }
    }

    private void verify() {
        if (!ended.getAsBoolean()) {
            plan.requireOpen(server, "this test");
        }
        server.verify();
    }

    /** Verifies this server, and adds what is wrong to the failure of another one. */
    void addProblemsTo(Throwable failure, boolean passed) {
        try {
            verify(passed);
        } catch (AssertionError | IllegalStateException e) {
            failure.addSuppressed(e);
        }
    }

    /**
     * The unused faults that would fail the test if it had not failed already. Other problems with the server are added
     * to the failure.
     */
    String unusedFaults(Throwable failure) {
        List<String> problems = server.problems();
        try {
            verify();
        } catch (AssertionError e) {
            return String.join("\n", problems);
        } catch (IllegalStateException e) {
            failure.addSuppressed(e);
        }
        return "";
    }

    void reportPassed(ExtensionContext context) {
        if (plan.transcript() == TranscriptReport.ALWAYS) {
            report().publish(context);
        } else {
            removeEarlierReport(context);
        }
    }

    /** An earlier run may have failed: its file would look like one of this run. */
    void removeEarlierReport(ExtensionContext context) {
        ConversationReport.removeEarlier(fullName, context);
    }

    void reportFailure(ExtensionContext context, Throwable failure, String unusedFaults) {
        if (plan.transcript() != TranscriptReport.NEVER) {
            server.settle();
            ConversationReport report = report();
            report.addTo(failure, unusedFaults);
            report.publish(context);
        } else {
            removeEarlierReport(context);
        }
    }

    private ConversationReport report() {
        ConversationReport early = atTimeout.get();
        return early == null ? report(":", "") : early;
    }

    private ConversationReport report(String when, String afterwards) {
        return new ConversationReport(
                fullName, heading + when, server.transcript().render(), afterwards);
    }
}
