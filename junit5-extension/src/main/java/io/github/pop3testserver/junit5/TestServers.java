package io.github.pop3testserver.junit5;

import io.github.pop3testserver.Pop3TestServer;
import io.github.pop3testserver.junit5.spring.StartedServer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.opentest4j.TestAbortedException;

/**
 * The servers of one test, or those that all tests of a class share, from before the user's first method to after the
 * last.
 */
final class TestServers {

    private final ExtensionContext context;
    private final ExtensionContext.Store store;
    private final Map<String, TestServer> byName = new LinkedHashMap<>();
    private final List<RunningServer> started = new ArrayList<>();

    /** The servers of this class that exist only while one of its tests runs. */
    private final Set<String> ofEachTest = new TreeSet<>();

    /** The plans of the servers that belong to the Spring context. */
    private final Map<String, ServerPlan> ofSpringContext = new LinkedHashMap<>();

    /** Whether a dynamic test failed or aborted. The test's own context does not show it. */
    private final AtomicBoolean dynamicTestEndedEarly = new AtomicBoolean();

    private TestServers(ExtensionContext context, ExtensionContext.Store store) {
        this.context = context;
        this.store = store;
    }

    /** The servers of a test, of the test that a dynamic test belongs to, or of a class. */
    static Optional<TestServers> of(ExtensionContext.Store store) {
        return Optional.ofNullable(store.get(TestServers.class, TestServers.class));
    }

    /** The servers that were started for exactly this test or class. */
    static Optional<TestServers> startedFor(ExtensionContext context, ExtensionContext.Store store) {
        return of(store).filter(servers -> servers.context.getUniqueId().equals(context.getUniqueId()));
    }

    /** Starts the servers that live as long as this test or class, and resets those that the test shares. */
    static TestServers startFor(ExtensionContext context, ExtensionContext.Store store, List<ServerPlan> plans) {
        Optional<TestServers> around = of(store);
        EarlierFiles.of(context); // before the first test of this run can fail
        TestServers servers = new TestServers(context, store);
        store.put(TestServers.class, servers);
        for (ServerPlan plan : plans) {
            if (plan.livesWith(context)) {
                servers.start(plan);
            } else if (plan.sharing() instanceof SpringSharing) {
                LiveTranscript.rememberFor(context);
                servers.ofSpringContext.put(plan.name(), plan);
            } else if (plan.sharing() != null) {
                servers.share(plan, around.orElseThrow().server(plan.name()).orElseThrow(), () -> false);
            } else {
                servers.ofEachTest.add(plan.name());
            }
        }
        servers.followSpringContext();
        return servers;
    }

    private void start(ServerPlan plan) {
        Pop3TestServer server = plan.start(Title.of(context, plan.name()), context);
        RunningServer running = new RunningServer(server);
        // First of all: if something below throws, the store closes the server.
        store.put(running, running);
        started.add(running);
        add(plan, server, () -> false);
        plan.prepare(server);
    }

    /**
     * Shares the servers of the Spring context that the test has by now: with {@code @DirtiesContext} it can be another
     * one than before. For a class this does nothing: its Spring context starts when something needs it, as other
     * extensions may have to prepare it first. Returns whether a server is another one.
     */
    boolean followSpringContext() {
        boolean changed = false;
        if (isTest()) {
            for (ServerPlan plan : ofSpringContext.values()) {
                changed |= shareOfSpringContext(plan);
            }
        }
        return changed;
    }

    private boolean shareOfSpringContext(ServerPlan plan) {
        if (plan.sharing() instanceof SpringSharing spring) {
            StartedServer current = spring.serverOf(context);
            TestServer known = byName.get(plan.name());
            if (known == null || known.server() != current.server()) {
                share(plan, current.server(), current.closed()::get);
                return true;
            }
        }
        return false;
    }

    /** @param ended whether the server has ended as it should */
    private void share(ServerPlan plan, Pop3TestServer server, BooleanSupplier ended) {
        if (isTest()) {
            refuseToShareAtTheSameTime(plan);
            plan.requireOpen(server, "an earlier test or a @BeforeAll method");
            server.reset();
            plan.prepare(server);
        }
        add(plan, server, ended);
    }

    private void refuseToShareAtTheSameTime(ServerPlan plan) {
        Sharing sharing = plan.sharing();
        if (sharing != null && sharing.mayOverlap(context)) {
            throw new ExtensionConfigurationException(sharing.origin() + ": the " + sharing.tests()
                    + " share one server, but " + SourceLocation.of(context.getRequiredTestMethod())
                    + " may run at the same time as others of them; add @Execution(ExecutionMode.SAME_THREAD) to the"
                    + " class" + sharing.alternative());
        }
    }

    private void add(ServerPlan plan, Pop3TestServer server, BooleanSupplier ended) {
        String whose = isTest() ? "this test" : "this class";
        byName.put(plan.name(), new TestServer(server, plan, Title.of(context, plan.name()), whose, ended));
    }

    private boolean isTest() {
        return context.getTestMethod().isPresent();
    }

    /** The servers that live with this test or class. */
    List<RunningServer> started() {
        return List.copyOf(started);
    }

    Optional<Pop3TestServer> server(String name) {
        ServerPlan plan = ofSpringContext.get(name);
        if (plan != null) {
            shareOfSpringContext(plan);
        }
        return Optional.ofNullable(byName.get(name)).map(TestServer::server);
    }

    /** The names of all servers that exist while a test runs. */
    Set<String> names() {
        Set<String> names = new TreeSet<>(byName.keySet());
        names.addAll(ofEachTest);
        names.addAll(ofSpringContext.keySet());
        return names;
    }

    boolean isOfSpringContext(String name) {
        return ofSpringContext.containsKey(name);
    }

    /**
     * Keeps the conversations, then takes the servers down, because an interrupt does not wake a client that blocks in
     * a read.
     */
    void onTimeout() {
        byName.values().forEach(TestServer::onTimeout);
        byName.values().forEach(TestServer::goDown);
    }

    void dynamicTestFailed(ExtensionContext dynamicTest, Throwable failure) {
        dynamicTestEndedEarly.set(true);
        if (!(failure instanceof TestAbortedException)) {
            // A later dynamic test may use the faults that are unused so far.
            byName.values().forEach(each -> each.reportFailure(dynamicTest, failure, ""));
        }
    }

    void dynamicTestPassed(ExtensionContext dynamicTest) {
        byName.values().forEach(each -> each.removeEarlierReport(dynamicTest));
    }

    /** Reports now, because no test will run and end. */
    void constructorFailed(Throwable failure) {
        if (!(failure instanceof TestAbortedException)) {
            byName.values().forEach(each -> each.reportFailure(context, failure, ""));
        }
    }

    /** Verifies and reports, after everything that the user does before and after the test or class. */
    void end() {
        Throwable failure = context.getExecutionException().orElse(null);
        if (failure != null && !(failure instanceof TestAbortedException)) {
            byName.values().forEach(each -> each.reportFailure(context, failure, each.unusedFaults(failure)));
        } else if (isTest()) {
            endUnfailed(failure == null && !dynamicTestEndedEarly.get());
        } else {
            byName.values().forEach(each -> each.removeEarlierReport(context));
        }
    }

    private void endUnfailed(boolean passed) {
        List<TestServer> servers = List.copyOf(byName.values());
        try {
            verify(servers, passed);
        } catch (AssertionError | IllegalStateException failure) {
            servers.forEach(each -> each.reportFailure(context, failure, ""));
            throw failure;
        }
        servers.forEach(each -> each.reportPassed(context));
    }

    private static void verify(List<TestServer> servers, boolean passed) {
        for (int i = 0; i < servers.size(); i++) {
            try {
                servers.get(i).verify(passed);
            } catch (AssertionError | IllegalStateException first) {
                servers.subList(i + 1, servers.size()).forEach(other -> other.addProblemsTo(first, passed));
                throw first;
            }
        }
    }
}
