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
 * The JUnit extension behind {@link Pop3Server}, which registers it: tests with that annotation have no need to name it.
 *
 * <p>Without the annotation a test class has its server by a field:
 *
 * <pre>{@code
 * @RegisterExtension
 * static Pop3ServerExtension pop3 = Pop3ServerExtension.create()
 *         .configure(server -> server.tls(Tls.EXPLICIT).maildrop("alice", "secret"))
 *         .messages(message("Invoice 4711"));
 *
 * @Test void fetchesInvoices(Maildrop maildrop) {
 *     new InvoiceFetcher(pop3.server().endpoint()).poll();
 *
 *     assertThat(maildrop).isEmpty();
 * }
 * }</pre>
 *
 * <p>A static field means one server for the class, as {@link Scope#CLASS} does, and a field that is not static one server
 * for each test. The server is verified and reported as with the annotation, and parameters are injected likewise, unless
 * there is the annotation, too: then they are of the servers that it declares.
 */
public sealed class Pop3ServerExtension
        implements BeforeAllCallback,
                TestInstancePreConstructCallback,
                BeforeEachCallback,
                AfterEachCallback,
                AfterAllCallback,
                ParameterResolver,
                InvocationInterceptor
        permits RegisteredExtension {

    static final ExtensionContext.Namespace BY_ANNOTATIONS =
            ExtensionContext.Namespace.create(Pop3ServerExtension.class);

    /** Null for what annotations register: they say all there is to say. */
    private final @Nullable Registered registered;

    /** All that belongs to a test or class is in a store of this. */
    private final ExtensionContext.Namespace namespace;

    /** The server of the field; stays null for what annotations register. */
    private final AtomicReference<@Nullable RunningServer> current = new AtomicReference<>();

    /** For JUnit; {@link #create()} is for tests. Without the annotation an extension by this is not told of time-outs. */
    public Pop3ServerExtension() {
        JupiterVersion.requireNewEnough();
        this.registered = null;
        this.namespace = BY_ANNOTATIONS;
    }

    Pop3ServerExtension(Registered registered) {
        this.registered = registered;
        this.namespace = ExtensionContext.Namespace.create(Pop3ServerExtension.class, this);
    }

    /** For a field with {@code @RegisterExtension}: a plain server, unless the next steps say otherwise. */
    public static Pop3ServerExtension create() {
        return with(Registered.PLAIN);
    }

    /** The same with a server that differs from a plain one: {@code configure(server -> server.tls(Tls.EXPLICIT))}. */
    public Pop3ServerExtension configure(Pop3ServerSetup setup) {
        return with(configuration().with(setup));
    }

    /** The same with these messages in the first maildrop when a test begins. */
    public Pop3ServerExtension messages(SeedMessage... messages) {
        return with(configuration().with(List.of(messages)));
    }

    /** The same with another choice of when the conversations are reported. */
    public Pop3ServerExtension transcript(TranscriptReport when) {
        return with(configuration().with(when));
    }

    private static Pop3ServerExtension with(Registered registered) {
        // With an older Jupiter it is the first callback that refuses: in a static field this would be an
        // ExceptionInInitializerError.
        return JupiterVersion.isNewEnough()
                ? RegisteredExtension.with(registered)
                : new Pop3ServerExtension(registered);
    }

    private Registered configuration() {
        return registered == null ? Registered.PLAIN : registered;
    }

    /**
     * The server of the test, or of the class.
     *
     * @throws IllegalStateException if none has been started by this extension: before the class, or the test, and where
     *     {@link #create()} has not made it or no field registers it
     */
    public Pop3TestServer server() {
        RunningServer running = current.get();
        if (running == null) {
            throw new IllegalStateException(
                    "no server was started yet; it comes before the first @BeforeAll method of a"
                            + " class with @RegisterExtension static Pop3ServerExtension, and before the first @BeforeEach method"
                            + " if the field is not static");
        }
        return running.server();
    }

    /** A constructor belongs to the test that the instance is made for. */
    @Override
    public ExtensionContextScope getTestInstantiationExtensionContextScope(ExtensionContext rootContext) {
        return ExtensionContextScope.TEST_METHOD;
    }

    /** Starts what all tests of the class share, and fills fields with it. */
    @Override
    public void beforeAll(ExtensionContext context) {
        TestServers servers = servers(context);
        if (registered == null) {
            Fields.fillForAll(context, servers);
        }
    }

    /** Starts what the constructor may ask for: of the test, or of a class that has one instance. */
    @Override
    public void preConstructTestInstance(TestInstanceFactoryContext factory, ExtensionContext context) {
        servers(context);
    }

    /** Starts the test's server, unless its constructor has asked for it, and fills fields with it. */
    @Override
    public void beforeEach(ExtensionContext context) {
        TestServers servers = servers(context);
        if (registered == null) {
            Fields.fillForOne(context, servers);
        }
    }

    /** Verifies the server, or tells the test's failure what clients have said to it. JUnit's store closes it later. */
    @Override
    public void afterEach(ExtensionContext context) {
        // There is none if it could not be started.
        TestServers.startedFor(context, store(context)).ifPresent(TestServers::end);
    }

    /** Tells the failure of a class what clients have said to the server of all its tests. */
    @Override
    public void afterAll(ExtensionContext context) {
        TestServers.startedFor(context, store(context)).ifPresent(TestServers::end);
    }

    /** The server of a name that annotations have declared for a test; the only one is meant by the empty name, too. */
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

    /** Those of a test or class, which come with the first call. */
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
                    "Pop3ServerExtension by @RegisterExtension: the field has a server"
                            + " already, of another class or test that runs at the same time, and server() can tell one; let"
                            + " each class have a field of its own, not static where tests run concurrently, or use @Pop3Server");
        }
    }

    /** Whether the parameter is for a server, or for something of it. */
    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        InjectionPoint point = InjectionPoint.of(parameter.getParameter());
        return registered == null
                ? point.isOfKnownType() || point.isAnnotated()
                : point.isOfKnownType() && Declarations.around(context).isEmpty();
    }

    /** Gives a parameter a server, or something of it. */
    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return InjectionPoint.of(parameter.getParameter()).value(servers(context));
    }

    /** Tells the failure of a constructor what clients have said to the server. */
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

    /** Tells the failure of a dynamic test what clients have said to the server. */
    @Override
    public void interceptDynamicTest(
            Invocation<@Nullable Void> invocation, DynamicTestInvocationContext dynamicTest, ExtensionContext context)
            throws Throwable {
        try {
            invocation.proceed();
        } catch (Throwable failure) {
            TestServers.of(store(context)).ifPresent(servers -> servers.dynamicTestFailed(context, failure));
            throw failure;
        }
    }

    /** Keeps what was said until a time-out, before the interrupt makes clients say more, and wakes those that read. */
    void onTimeout(ExtensionContext context) {
        TestServers.of(store(context)).ifPresent(TestServers::onTimeout);
    }
}
