package io.github.pop3testserver.junit5;

import io.github.pop3testserver.Pop3TestServer;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.opentest4j.TestAbortedException;

/** The server of one test, from before its first {@code @BeforeEach} method to its end. JUnit's store closes it. */
@SuppressWarnings({"deprecation", "removal"}) // CloseableResource: JUnit 5.12 closes nothing else
final class TestServer implements ExtensionContext.Store.CloseableResource, AutoCloseable {

    private static final ExtensionContext.Namespace NAMESPACE =
            ExtensionContext.Namespace.create(Pop3ServerExtension.class);

    private final Pop3TestServer server;
    private final TranscriptReport when;

    /** The conversations when a time-out struck, before the interrupt that brings clients to close theirs. */
    private final AtomicReference<@Nullable ConversationReport> atTimeout = new AtomicReference<>();

    /** The test itself knows nothing of it. */
    private final AtomicBoolean dynamicTestFailed = new AtomicBoolean();

    private TestServer(Pop3TestServer server, TranscriptReport when) {
        this.server = server;
        this.when = when;
    }

    /** Starts the server of a test. */
    static void startFor(ExtensionContext test) {
        ServerPlan plan = new ServerPlan(Declarations.around(test));
        Pop3TestServer server = plan.start(nameFor(test));
        test.getStore(NAMESPACE).put(TestServer.class, new TestServer(server, plan.transcript()));
        // Not before the store has it: what throws here leaves no server behind.
        server.maildrop().addAll(plan.messages());
    }

    /** The server of a test, or of the test that a dynamic test belongs to. */
    static Optional<TestServer> of(ExtensionContext context) {
        return Optional.ofNullable(context.getStore(NAMESPACE).get(TestServer.class, TestServer.class));
    }

    /** {@code OuterTest.InnerTest.deletesAll}, and behind it what tells one invocation from the next. */
    private static String nameFor(ExtensionContext test) {
        String type = test.getRequiredTestClass().getName();
        String method = test.getRequiredTestMethod().getName();
        String name = type.substring(type.lastIndexOf('.') + 1).replace('$', '.') + "." + method;
        String displayed = test.getDisplayName();
        return displayed.startsWith(method + "(") ? name : name + ", " + displayed;
    }

    Pop3TestServer server() {
        return server;
    }

    void timeIsUp() {
        atTimeout.compareAndSet(null, report("POP3 conversations of this test when its time was up:"));
    }

    void dynamicTestFailed(ExtensionContext dynamicTest, Throwable failure) {
        if (!(failure instanceof TestAbortedException)) {
            dynamicTestFailed.set(true);
            // A later dynamic test may use the faults that are unused so far.
            reportFailure(dynamicTest, failure, "");
        }
    }

    /** The test is over, with all that the user does before and after it. */
    void end(ExtensionContext test) {
        Throwable failure = test.getExecutionException().orElse(null);
        if (failure == null && !dynamicTestFailed.get()) {
            endPassed(test);
        } else if (failure == null || failure instanceof TestAbortedException) {
            publishAlways(test);
        } else {
            reportFailure(test, failure, unusedFaults(failure));
        }
    }

    private void endPassed(ExtensionContext test) {
        try {
            server.verify();
        } catch (AssertionError | IllegalStateException e) {
            reportFailure(test, e, "");
            throw e;
        }
        publishAlways(test);
    }

    private void publishAlways(ExtensionContext test) {
        if (when == TranscriptReport.ALWAYS) {
            report().publish(test);
        }
    }

    private void reportFailure(ExtensionContext test, Throwable failure, String unusedFaults) {
        if (when != TranscriptReport.NEVER) {
            ConversationReport report = report();
            report.addTo(failure, unusedFaults);
            report.publish(test);
        }
    }

    private ConversationReport report() {
        ConversationReport early = atTimeout.get();
        return early == null ? report("POP3 conversations of this test:") : early;
    }

    private ConversationReport report(String heading) {
        return new ConversationReport(
                server.name(), heading, server.transcript().render());
    }

    /** What would fail the test if it had not failed already; errors inside the server are not kept back. */
    private String unusedFaults(Throwable failure) {
        try {
            server.verify();
            return "";
        } catch (AssertionError e) {
            // Behind an empty line it has the transcript.
            return String.valueOf(e.getMessage()).split("\n\n", 2)[0];
        } catch (IllegalStateException e) {
            failure.addSuppressed(e);
            return "";
        }
    }

    @Override
    public void close() {
        server.close();
    }
}
