package io.github.pop3testserver.junit5;

import static io.github.pop3testserver.assertj.Pop3Assertions.assertThat;

import io.github.pop3testserver.Pop3TestServer;
import io.github.pop3testserver.Pop3TestServerBuilder;
import io.github.pop3testserver.model.Pop3Endpoint;
import io.github.pop3testserver.model.Strictness;
import io.github.pop3testserver.model.Tls;
import java.net.ConnectException;
import java.util.Map;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What one server for all tests of a class cannot be asked for is refused. */
class ClassScopeMisuseTest {

    private static final String HERE = "io.github.pop3testserver.junit5.ClassScopeMisuseTest$";

    private static AbstractThrowableAssert<?, ? extends Throwable> assertRefused(Class<?> testClass) {
        return assertThat(Run.of(testClass).failure()).isInstanceOf(ExtensionConfigurationException.class);
    }

    @Pop3Server(scope = Scope.CLASS)
    @Execution(ExecutionMode.CONCURRENT)
    static class Concurrent {
        @RepeatedTest(2)
        void test() {}
    }

    @Pop3Server(scope = Scope.CLASS)
    static class WithAConcurrentNestedClass {
        @Nested
        @Execution(ExecutionMode.CONCURRENT)
        class Inner {
            @RepeatedTest(2)
            @Execution(ExecutionMode.SAME_THREAD)
            void test() {}
        }
    }

    @ParameterizedTest
    @ValueSource(classes = {Concurrent.class, WithAConcurrentNestedClass.class})
    void testsThatMayRunAtTheSameTimeCannotShareIt(Class<?> testClass) {
        assertThat(Run.of(testClass, Run.PARALLEL).failures())
                .hasSize(2)
                .allSatisfy(failure -> assertThat(failure)
                        .isInstanceOf(ExtensionConfigurationException.class)
                        .hasMessageStartingWith("@Pop3Server on class " + testClass.getName() + ": the tests of class "
                                + testClass.getName() + " share one server, but method " + testClass.getName())
                        .hasMessageEndingWith("#test() may run at the same time as others of them; add"
                                + " @Execution(ExecutionMode.SAME_THREAD) to the class, or give each test its own"
                                + " server (scope = TEST, or a field that is not static)"));
    }

    @Pop3Server(scope = Scope.CLASS)
    @Execution(ExecutionMode.SAME_THREAD)
    static class OneAfterTheOther {
        @RepeatedTest(2)
        void test() {}

        @Nested
        class Inner {
            @Test
            void test() {}
        }
    }

    @Test
    void testsThatRunOneAfterTheOtherCan() {
        Run.of(
                        OneAfterTheOther.class,
                        Map.of(
                                "junit.jupiter.execution.parallel.enabled", "true",
                                "junit.jupiter.execution.parallel.mode.default", "concurrent"))
                .passed(3);
    }

    @Test
    void whereNothingIsParallelModesDoNotMatter() {
        Run.of(Concurrent.class).passed(2);
    }

    static class OnTheMethod {
        @Test
        @Pop3Server(scope = Scope.CLASS)
        void test() {}
    }

    static class OnAParameterOfIt {
        @Test
        void test(@Pop3Server(scope = Scope.CLASS) Pop3TestServer server) {}
    }

    @Test
    void oneTestCannotAskForIt() {
        String remedy =
                "scope = CLASS is too late for one test; put it on the class, on a field, or on a parameter of a"
                        + " @BeforeAll or @BeforeEach method";
        assertRefused(OnTheMethod.class).hasMessage("@Pop3Server on method " + HERE + "OnTheMethod#test(): " + remedy);
        assertRefused(OnAParameterOfIt.class)
                .hasMessageStartingWith("@Pop3Server on parameter ")
                .hasMessageEndingWith("#test(Pop3TestServer): " + remedy);
    }

    @Pop3Server(scope = Scope.CLASS)
    @TestMethodOrder(MethodOrderer.OrderAnnotation.class)
    static class Closing {
        @Test
        @Order(1)
        void closes(Pop3TestServer server) {
            server.close();
        }

        @Test
        @Order(2)
        void comesAfterwards(Pop3Endpoint endpoint) {
            Pop3Client.talk(endpoint, "NOOP");
        }
    }

    @TestMethodOrder(MethodOrderer.OrderAnnotation.class)
    static class ClosingThatOfAField {
        @RegisterExtension
        static Pop3ServerExtension pop3 = Pop3ServerExtension.create();

        @Test
        @Order(1)
        void closes() {
            pop3.server().close();
        }

        @Test
        @Order(2)
        void comesAfterwards() {
            Pop3Client.talk(pop3.server().endpoint(), "NOOP");
        }
    }

    @ParameterizedTest
    @ValueSource(classes = {Closing.class, ClosingThatOfAField.class})
    void aTestThatClosesTheSharedServerFailsItself(Class<?> testClass) {
        String shared = " closed the server that all tests of class " + testClass.getName()
                + " share; leave that to the" + " extension, and call server.goDown() if clients are to be refused";
        assertThat(Run.of(testClass).failures())
                .hasOnlyElementsOfType(IllegalStateException.class)
                .extracting(Throwable::getMessage)
                .satisfiesExactly(
                        closing -> assertThat(closing)
                                .startsWith(
                                        testClass == Closing.class
                                                ? "@Pop3Server on class "
                                                : "Pop3ServerExtension registered in class ")
                                .endsWith(testClass.getName() + ": this test" + shared),
                        next -> assertThat(next)
                                .endsWith(testClass.getName() + ": an earlier test or a @BeforeAll method" + shared));
    }

    @Pop3Server(scope = Scope.CLASS)
    static class ClosingAndFailing {
        @Test
        void closesAndFails(Pop3TestServer server) {
            server.close();
            Pop3Client.talk(server.endpoint(), "NOOP");
        }
    }

    @Test
    void ifItHasFailedAlreadyItsFailureIsJoined() {
        assertThat(Run.of(ClosingAndFailing.class).failure())
                .hasRootCauseInstanceOf(ConnectException.class)
                .satisfies(failure -> assertThat(failure.getSuppressed())
                        .anySatisfy(suppressed -> assertThat(suppressed)
                                .isInstanceOf(IllegalStateException.class)
                                .hasMessageContaining(": this test closed the server that all tests of class ")));
    }

    @Pop3Server(scope = Scope.CLASS)
    static class DownAtTheEnd {
        @RepeatedTest(2)
        void goesDown(Pop3TestServer server) {
            Pop3Client.talk(server.endpoint(), "NOOP");
            server.goDown();
        }
    }

    @Pop3Server
    static class ClosingItsOwn {
        @Test
        void closes(Pop3TestServer server) {
            server.close();
        }
    }

    @Test
    void aServerMayGoDownAndBeClosedIfNobodySharesIt() {
        Run.of(DownAtTheEnd.class).passed(2);
        Run.of(ClosingItsOwn.class).passed(1);
    }

    static class Nothing implements Pop3ServerSetup {
        @Override
        public void configure(Pop3TestServerBuilder builder) {}
    }

    @Pop3Server(scope = Scope.CLASS)
    static class WithOtherServers {
        @Test
        @Pop3Server(tls = Tls.EXPLICIT)
        void tls() {}

        @Test
        @Pop3Server(username = "alice")
        void username() {}

        @Test
        @Pop3Server(password = "secret")
        void password() {}

        @Test
        @Pop3Server(virtualClock = true)
        void virtualClock() {}

        @Test
        @Pop3Server(strictness = Strictness.LENIENT)
        void strictness() {}

        @Test
        @Pop3Server(setup = Nothing.class)
        void setup() {}
    }

    @Test
    void aServerThatRunsCannotBeAnother() {
        assertThat(Run.of(WithOtherServers.class).failures())
                .hasSize(6)
                .extracting(Throwable::getMessage)
                .allSatisfy(message -> assertThat(message)
                        .matches(
                                "@Pop3Server on method .*#(\\w+)\\(\\): \\1 comes too late: scope = CLASS has started the"
                                        + " server for all of class .*WithOtherServers; put it there, or on a @Nested class"
                                        + " together with scope = CLASS, which then has its own server"))
                .doesNotHaveDuplicates();
    }

    @Pop3Server(scope = Scope.CLASS)
    static class WithANestedClass {
        @Nested
        @Pop3Server(tls = Tls.IMPLICIT)
        class Inner {
            @Test
            void test() {}
        }
    }

    @Test
    void norForANestedClass() {
        assertRefused(WithANestedClass.class)
                .hasMessageStartingWith("@Pop3Server on class " + HERE + "WithANestedClass$Inner: tls comes too late");
    }
}
