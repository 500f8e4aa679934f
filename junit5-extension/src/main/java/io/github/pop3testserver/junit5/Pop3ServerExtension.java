package io.github.pop3testserver.junit5;

import io.github.pop3testserver.Pop3TestServer;
import io.github.pop3testserver.model.SeedMessage;
import java.lang.reflect.Constructor;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.BeforeTestExecutionCallback;
import org.junit.jupiter.api.extension.DynamicTestInvocationContext;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.InvocationInterceptor;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.ReflectiveInvocationContext;
import org.junit.jupiter.api.extension.TestInstanceFactoryContext;
import org.junit.jupiter.api.extension.TestInstancePreConstructCallback;

/**
 * The JUnit extension of {@link Pop3Server}, which registers it. Without the annotation, register it in a field:
 *
 * <pre>{@code
 * @RegisterExtension
 * static Pop3ServerExtension pop3 = Pop3ServerExtension.create()
 *         .configure(server -> server.tls(Tls.EXPLICIT).maildrop("alice", "secret"))
 *         .messages(message("Invoice 4711"));
 *
 * @Test void fetchesInvoices(Maildrop maildrop) {
 *     new InvoiceFetcher(pop3.server().endpoint().jakartaMailProperties(), store).poll();
 *
 *     assertThat(maildrop).isEmpty();
 * }
 * }</pre>
 *
 * <p>All tests of a class share the server of a static field, as with {@link Scope#CLASS}. With an instance field each
 * test has its own. The extension verifies and reports the server, and injects parameters, as with the annotation. If
 * the class has the annotation too, parameters get the servers of the annotation.
 *
 * <p>Thread-safe. Configuration methods return a new extension.
 */
public sealed class Pop3ServerExtension
        implements BeforeAllCallback,
                TestInstancePreConstructCallback,
                BeforeEachCallback,
                BeforeTestExecutionCallback,
                AfterEachCallback,
                AfterAllCallback,
                ParameterResolver,
                InvocationInterceptor
        permits RegisteredExtension {

    static final ExtensionContext.Namespace BY_ANNOTATIONS =
            ExtensionContext.Namespace.create(Pop3ServerExtension.class);

    /** Null if annotations registered the extension: then they configure it. */
    private final @Nullable Registered registered;

    /** The namespace of the stores that hold all state of a test or class. */
    private final ExtensionContext.Namespace namespace;

    /** The server of the field; stays null if annotations registered the extension. */
    private final AtomicReference<@Nullable RunningServer> current = new AtomicReference<>();

    /**
     * Creates the extension; only JUnit calls this. Use {@link #create()}: an extension registered by its class,
     * without the annotation, does not handle timeouts.
     */
    public Pop3ServerExtension() {
        JupiterVersion.requireNewEnough();
        this.registered = null;
        this.namespace = BY_ANNOTATIONS;
    }

    Pop3ServerExtension(Registered registered) {
        this.registered = registered;
        this.namespace = ExtensionContext.Namespace.create(Pop3ServerExtension.class, this);
    }

    /**
     * Returns an extension for a field with {@code @RegisterExtension}. The server has the defaults of
     * {@link Pop3TestServer#start()}.
     */
    public static Pop3ServerExtension create() {
        return with(Registered.PLAIN);
    }

    /**
     * Returns an extension that also configures the server, such as
     * {@code configure(server -> server.tls(Tls.EXPLICIT))}.
     */
    public Pop3ServerExtension configure(Pop3ServerSetup setup) {
        return with(configuration().with(setup));
    }

    /** Returns an extension that also adds these messages to the first maildrop before each test. */
    public Pop3ServerExtension messages(SeedMessage... messages) {
        return with(configuration().with(List.of(messages)));
    }

    /** Returns an extension that reports the conversations as given. Default: {@link TranscriptReport#ON_FAILURE}. */
    public Pop3ServerExtension transcript(TranscriptReport when) {
        return with(configuration().with(when));
    }

    private static Pop3ServerExtension with(Registered registered) {
        // With an older Jupiter the first callback refuses. An exception here, in a static field, would become an
        // ExceptionInInitializerError.
        return JupiterVersion.isNewEnough()
                ? RegisteredExtension.with(registered)
                : new Pop3ServerExtension(registered);
    }

    private Registered configuration() {
        return registered == null ? Registered.PLAIN : registered;
    }

    /**
     * Returns the server of the test, or of the class.
     *
     * @throws IllegalStateException if this extension has not started a server yet, or if it is not one of
     *     {@link #create()} that a field registers
     */
    public Pop3TestServer server() {
        RunningServer running = current.get();
        if (running == null) {
            throw new IllegalStateException(
                    "no server was started yet. It is started before the first @BeforeAll method if the"
                            + " @RegisterExtension field is static, and otherwise before the first @BeforeEach method; call"
                            + " server() from there on.");
        }
        return running.server();
    }

    /** Lets a constructor receive the server of its test. */
    @Override
    public ExtensionContextScope getTestInstantiationExtensionContextScope(ExtensionContext rootContext) {
        return ExtensionContextScope.TEST_METHOD;
    }

    /** Starts the servers that all tests of the class share, and sets fields. */
    @Override
    public void beforeAll(ExtensionContext context) {
        TestServers servers = servers(context);
        if (registered == null) {
            Fields.fillForAll(context, servers);
        }
    }

    /** Starts the servers that a constructor can receive. */
    @Override
    public void preConstructTestInstance(TestInstanceFactoryContext factory, ExtensionContext context) {
        servers(context);
    }

    /** Starts the test's servers, unless its constructor has received them already, and sets fields. */
    @Override
    public void beforeEach(ExtensionContext context) {
        TestServers servers = servers(context);
        servers.followSpringContext();
        if (registered == null) {
            Fields.fillForOne(context, servers);
        }
    }

    /** Sets fields again if another extension has replaced the Spring context, and the server with it. */
    @Override
    public void beforeTestExecution(ExtensionContext context) {
        TestServers servers = servers(context);
        if (servers.followSpringContext()) {
            Fields.fillForOne(context, servers);
        }
    }

    /** Verifies the test's servers, or adds the conversations to its failure. JUnit closes the servers later. */
    @Override
    public void afterEach(ExtensionContext context) {
        // Empty if the server could not be started.
        TestServers.startedFor(context, store(context)).ifPresent(TestServers::end);
    }

    /** Adds the conversations with shared servers to a failure of the class. */
    @Override
    public void afterAll(ExtensionContext context) {
        TestServers.startedFor(context, store(context)).ifPresent(TestServers::end);
    }

    /** The server that annotations have declared for a test under this name. No name also refers to the only server. */
    static Optional<Pop3TestServer> serverOf(ExtensionContext context, String name) {
        TestServers servers = ofAnnotations(context);
        return Names.meant(name, servers.names()).flatMap(servers::server);
    }

    /** The names of the servers that annotations have declared for a test. */
    static Set<String> namesOfServers(ExtensionContext context) {
        return ofAnnotations(context).names();
    }

    private static TestServers ofAnnotations(ExtensionContext context) {
        return TestServers.of(context.getStore(BY_ANNOTATIONS)).orElseThrow();
    }

    private ExtensionContext.Store store(ExtensionContext context) {
        return context.getStore(namespace);
    }

    /** The servers of a test or class. The first call starts them. */
    private TestServers servers(ExtensionContext context) {
        JupiterVersion.requireNewEnough();
        return TestServers.startedFor(context, store(context)).orElseGet(() -> {
            List<ServerPlan> plans =
                    registered == null ? ServerPlans.around(context) : List.of(registered.plan(this, context));
            TestServers servers = TestServers.startFor(context, store(context), plans);
            if (registered != null) {
                servers.started().forEach(this::remember);
            }
            return servers;
        });
    }

    private void remember(RunningServer running) {
        RunningServer previous = current.get();
        boolean inUse = previous != null && !previous.closed().get();
        if (inUse || !current.compareAndSet(previous, running)) {
            throw new ExtensionConfigurationException(
                    "Pop3ServerExtension by @RegisterExtension: the field already has the"
                            + " server of another class or test that runs at the same time, and server() can return only one;"
                            + " give each class its own field, not static where tests run concurrently, or use @Pop3Server");
        }
    }

    /** Returns whether the parameter receives a server, or an object of one. */
    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        InjectionPoint point = InjectionPoint.of(parameter.getParameter());
        return registered == null
                ? point.isOfKnownType() || point.isAnnotated()
                : point.isOfKnownType() && Declarations.around(context).isEmpty();
    }

    /** Returns the server for the parameter, or an object of it. */
    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return InjectionPoint.of(parameter.getParameter()).value(servers(context));
    }

    /** Adds the conversations to the failure of a constructor. */
    @Override
    public <T> T interceptTestClassConstructor(
            Invocation<T> invocation, ReflectiveInvocationContext<Constructor<T>> constructor, ExtensionContext context)
            throws Throwable {
        try {
            return invocation.proceed();
        } catch (Throwable failure) {
            TestServers.startedFor(context, store(context)).ifPresent(servers -> servers.constructorFailed(failure));
            throw failure;
        }
    }

    /** Adds the conversations to the failure of a dynamic test. */
    @Override
    public void interceptDynamicTest(
            Invocation<@Nullable Void> invocation, DynamicTestInvocationContext dynamicTest, ExtensionContext context)
            throws Throwable {
        try {
            invocation.proceed();
            TestServers.of(store(context)).ifPresent(servers -> servers.dynamicTestPassed(context));
        } catch (Throwable failure) {
            TestServers.of(store(context)).ifPresent(servers -> servers.dynamicTestFailed(context, failure));
            throw failure;
        }
    }

    /** Keeps the conversations before the interrupt makes clients say more, and wakes clients that block in a read. */
    void onTimeout(ExtensionContext context) {
        TestServers.of(store(context)).ifPresent(TestServers::onTimeout);
    }
}
