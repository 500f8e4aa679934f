package io.github.pop3testserver.junit5;

import java.lang.reflect.Constructor;
import java.lang.reflect.Parameter;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.DynamicTestInvocationContext;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.InvocationInterceptor;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.PreInterruptCallback;
import org.junit.jupiter.api.extension.PreInterruptContext;

/**
 * The JUnit extension behind {@link Pop3Server}, which registers it: tests have no need to name it. It keeps no state of its
 * own, so that tests can run in parallel.
 */
public final class Pop3ServerExtension
        implements BeforeEachCallback,
                AfterEachCallback,
                ParameterResolver,
                InvocationInterceptor,
                PreInterruptCallback {

    /** For JUnit. */
    public Pop3ServerExtension() {}

    /** A constructor belongs to the test that the instance is made for. */
    @Override
    public ExtensionContextScope getTestInstantiationExtensionContextScope(ExtensionContext rootContext) {
        return ExtensionContextScope.TEST_METHOD;
    }

    /** Starts the test's server. */
    @Override
    public void beforeEach(ExtensionContext context) {
        TestServer.startFor(context);
    }

    /** Verifies the server, or tells the test's failure what clients have said to it. JUnit's store closes it later. */
    @Override
    public void afterEach(ExtensionContext context) {
        // There is none if it could not be started.
        TestServer.of(context).ifPresent(server -> server.end(context));
    }

    /** Whether the parameter is for a server, or for something of it. */
    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return Injection.knows(parameter.getParameter().getType()) || parameter.isAnnotated(Pop3Server.class);
    }

    /** Gives a parameter the test's server, or something of it. */
    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        Parameter declared = parameter.getParameter();
        Optional<TestServer> server = TestServer.of(context);
        if (server.isEmpty() || parameter.getDeclaringExecutable() instanceof Constructor) {
            throw Injection.refusedWithoutServer(declared);
        }
        return Injection.value(declared, server.get());
    }

    /** Tells the failure of a dynamic test what clients have said to the server. */
    @Override
    public void interceptDynamicTest(
            Invocation<@Nullable Void> invocation, DynamicTestInvocationContext dynamicTest, ExtensionContext context)
            throws Throwable {
        try {
            invocation.proceed();
        } catch (Throwable failure) {
            TestServer.of(context).ifPresent(server -> server.dynamicTestFailed(context, failure));
            throw failure;
        }
    }

    /** Keeps what clients have said to the server until a time-out, before the interrupt makes them say more. */
    @Override
    public void beforeThreadInterrupt(PreInterruptContext interrupt, ExtensionContext context) {
        TestServer.of(context).ifPresent(TestServer::timeIsUp);
    }
}
