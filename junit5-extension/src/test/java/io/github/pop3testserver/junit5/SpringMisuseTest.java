package io.github.pop3testserver.junit5;

import static io.github.pop3testserver.assertj.Pop3Assertions.assertThat;

import io.github.pop3testserver.Pop3TestServer;
import io.github.pop3testserver.Pop3TestServerBuilder;
import io.github.pop3testserver.model.Strictness;
import io.github.pop3testserver.model.Tls;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
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
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.context.annotation.Configuration;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.ContextConfiguration;
import org.springframework.test.context.junit.jupiter.SpringExtension;
import org.springframework.test.context.junit.jupiter.SpringJUnitConfig;

/** What a server of a Spring context cannot be asked for is refused. */
@ResourceLock(SpringContextTest.CONTEXT_CACHE)
class SpringMisuseTest {

    private static final String HERE = "io.github.pop3testserver.junit5.SpringMisuseTest$";

    @Configuration(proxyBeanMethods = false)
    static class Nothing {}

    private static AbstractThrowableAssert<?, ? extends Throwable> assertRefused(Class<?> testClass) {
        return assertThat(Run.of(testClass).failure()).isInstanceOf(ExtensionConfigurationException.class);
    }

    @Pop3Server(springProperties = "app.port=${port}")
    static class WithoutSpring {
        @Test
        void test() {}
    }

    @Pop3Server(scope = Scope.SPRING_CONTEXT)
    static class OnlyConfigured {
        @Test
        void test() {}

        @Configuration(proxyBeanMethods = false)
        static class Config {}
    }

    @ParameterizedTest
    @ValueSource(classes = {WithoutSpring.class, OnlyConfigured.class})
    void aClassWithoutASpringContextCannotHaveIt(Class<?> testClass) {
        assertRefused(testClass)
                .hasMessage("@Pop3Server on class " + testClass.getName() + ": class " + testClass.getName()
                        + " has no Spring context that the server could belong to; annotate it with @SpringBootTest,"
                        + " @SpringJUnitConfig or @ExtendWith(SpringExtension.class), or use scope = CLASS");
    }

    @ContextConfiguration(classes = Nothing.class)
    @DirtiesContext
    @Pop3Server(scope = Scope.SPRING_CONTEXT)
    static class WithSpringInAField {
        @RegisterExtension
        static final SpringExtension SPRING = new SpringExtension();

        @Test
        void test(Pop3TestServer server) {
            assertThat(server.isClosed()).isFalse();
        }
    }

    @Test
    void springCanBeRegisteredInAField() {
        Run.of(WithSpringInAField.class).passed(1);
    }

    @SpringJUnitConfig(Nothing.class)
    @Pop3Server(scope = Scope.CLASS, springProperties = "app.port=${port}")
    static class WithScopeClass {
        @Test
        void test() {}
    }

    @SpringJUnitConfig(Nothing.class)
    @Pop3Server(springProperties = "app.port=${port}")
    static class AroundScope {
        @Nested
        @Pop3Server(scope = Scope.TEST)
        class Inner {
            @Test
            void test() {}
        }
    }

    @Test
    void anotherScopeContradictsProperties() {
        assertRefused(WithScopeClass.class)
                .hasMessage(
                        "@Pop3Server on class " + HERE + "WithScopeClass: scope = CLASS contradicts springProperties,"
                                + " with which the server lives as long as the Spring context; remove one of them, or write"
                                + " scope = SPRING_CONTEXT");
        assertRefused(AroundScope.class)
                .hasMessage("@Pop3Server on class " + HERE + "AroundScope$Inner: scope = TEST contradicts"
                        + " springProperties of @Pop3Server on class " + HERE + "AroundScope, with which the server"
                        + " lives as long as the Spring context; remove one of them, or write scope = SPRING_CONTEXT");
    }

    @SpringJUnitConfig(Nothing.class)
    @Pop3Server(springProperties = "app.port=${prot}")
    static class WithAnUnknownPlaceholder {
        @Test
        void test() {}
    }

    @Pop3Server(springProperties = "app.port=${prot}")
    @SpringJUnitConfig(Nothing.class)
    static class WithAnUnknownPlaceholderFirst {
        @Test
        void test() {}
    }

    @ParameterizedTest
    @ValueSource(classes = {WithAnUnknownPlaceholder.class, WithAnUnknownPlaceholderFirst.class})
    void anUnknownPlaceholderIsRefused(Class<?> testClass) {
        assertRefused(testClass)
                .hasMessage("@Pop3Server on class " + testClass.getName() + ": springProperties = \"app.port=${prot}\""
                        + " has the unknown placeholder ${prot}; known: ${host}, ${port}, ${username}, ${password},"
                        + " ${uri}, ${trustStore}, ${trustStorePassword}");
    }

    @SpringJUnitConfig(Nothing.class)
    @Pop3Server(springProperties = "app.port: ${port}")
    static class WithoutAnEqualsSign {
        @Test
        void test() {}
    }

    @SpringJUnitConfig(Nothing.class)
    @Pop3Server(springProperties = "=${port}")
    static class WithoutAName {
        @Test
        void test() {}
    }

    @Test
    void aPropertyHasANameAndAValue() {
        String example = "\" must be a name and a value, such as \"app.mailbox.port=${port}\"";
        assertRefused(WithoutAnEqualsSign.class)
                .hasMessage("@Pop3Server on class " + HERE
                        + "WithoutAnEqualsSign: springProperties = \"app.port: ${port}" + example);
        assertRefused(WithoutAName.class)
                .hasMessage("@Pop3Server on class " + HERE + "WithoutAName: springProperties = \"=${port}" + example);
    }

    @SpringJUnitConfig(Nothing.class)
    @Pop3Server(value = "inbox", springProperties = "app.port=${port}")
    @Pop3Server(value = "archive", springProperties = "app.port=${port}")
    static class WithOnePropertyForTwo {
        @Test
        void test() {}
    }

    @Test
    void aPropertyLeadsToOneServer() {
        assertRefused(WithOnePropertyForTwo.class)
                .hasMessage(
                        "@Pop3Server(\"archive\") around class " + HERE + "WithOnePropertyForTwo: springProperties sets"
                                + " \"app.port\", but @Pop3Server(\"inbox\") sets it, too; give each server properties of its own");
    }

    @SpringJUnitConfig(Nothing.class)
    static class OnTheMethod {
        @Test
        @Pop3Server(scope = Scope.SPRING_CONTEXT)
        void test() {}
    }

    @SpringJUnitConfig(Nothing.class)
    static class OnAParameter {
        @Test
        void test(@Pop3Server(springProperties = "app.port=${port}") Pop3TestServer server) {}
    }

    @Test
    void oneTestCannotAskForIt() {
        String remedy =
                " is too late for one test; put it on the class, on a field, or on a parameter of a @BeforeAll or"
                        + " @BeforeEach method";
        assertRefused(OnTheMethod.class)
                .hasMessage("@Pop3Server on method " + HERE + "OnTheMethod#test(): scope = SPRING_CONTEXT" + remedy);
        assertRefused(OnAParameter.class)
                .hasMessageStartingWith("@Pop3Server on parameter ")
                .hasMessageEndingWith("#test(Pop3TestServer): springProperties" + remedy);
    }

    static class NoSetup implements Pop3ServerSetup {
        @Override
        public void configure(Pop3TestServerBuilder builder) {}
    }

    @SpringJUnitConfig(Nothing.class)
    @Pop3Server(scope = Scope.SPRING_CONTEXT)
    static class WithOtherServers {
        @Test
        @Pop3Server(scope = Scope.TEST)
        void scope() {}

        @Test
        @Pop3Server(springProperties = "app.port=${port}")
        void springProperties() {}

        @Test
        @Pop3Server(tls = Tls.EXPLICIT)
        void tls() {}

        @Test
        @Pop3Server(strictness = Strictness.LENIENT)
        void strictness() {}

        @Test
        @Pop3Server(setup = NoSetup.class)
        void setup() {}
    }

    @Test
    void aServerThatRunsCannotBeAnother() {
        assertThat(Run.of(WithOtherServers.class).failures())
                .hasSize(5)
                .extracting(Throwable::getMessage)
                .allSatisfy(message -> assertThat(message)
                        .matches(
                                "@Pop3Server on method .*#(\\w+)\\(\\): \\1 comes too late: the server has started with"
                                        + " the Spring context; put it on the class, or on a @Nested class, which then has a"
                                        + " Spring context and a server of its own"))
                .doesNotHaveDuplicates();
    }

    @SpringJUnitConfig(Nothing.class)
    @Pop3Server(scope = Scope.SPRING_CONTEXT)
    static class WithAStaticField {
        @Pop3Server
        static Pop3TestServer server;

        @Test
        void test() {}
    }

    @Test
    void aStaticFieldCannotHaveIt() {
        assertRefused(WithAStaticField.class)
                .hasMessage(
                        "@Pop3Server cannot inject field " + HERE + "WithAStaticField#server: a static field is filled"
                                + " once per class, but the server changes with the Spring context; make the field non-static"
                                + " (in Kotlin, move it out of the companion object), or take a parameter");
    }

    @SpringJUnitConfig(Nothing.class)
    @Pop3Server(scope = Scope.SPRING_CONTEXT)
    @Execution(ExecutionMode.CONCURRENT)
    static class ConcurrentClass {
        @Test
        @Execution(ExecutionMode.SAME_THREAD)
        void test() {}
    }

    @SpringJUnitConfig(Nothing.class)
    @Pop3Server(scope = Scope.SPRING_CONTEXT)
    static class ConcurrentTests {
        @Test
        @Execution(ExecutionMode.CONCURRENT)
        void test() {}
    }

    @ParameterizedTest
    @ValueSource(classes = {ConcurrentClass.class, ConcurrentTests.class})
    void testsThatMayRunAtTheSameTimeCannotShareIt(Class<?> testClass) {
        assertThat(Run.of(testClass, Run.PARALLEL).failure())
                .isInstanceOf(ExtensionConfigurationException.class)
                .hasMessage("@Pop3Server on class " + testClass.getName()
                        + ": the tests with this Spring context share one"
                        + " server, but method " + testClass.getName() + "#test() may run at the same time as others of"
                        + " them; add @Execution(ExecutionMode.SAME_THREAD) to the class");
    }

    @SpringJUnitConfig(Nothing.class)
    @DirtiesContext
    @Pop3Server(scope = Scope.SPRING_CONTEXT)
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

    @SpringJUnitConfig(Nothing.class)
    @DirtiesContext
    @Pop3Server(scope = Scope.SPRING_CONTEXT)
    @TestMethodOrder(MethodOrderer.OrderAnnotation.class)
    static class Closing {
        @Test
        @Order(1)
        void closes(Pop3TestServer server) {
            server.close();
        }

        @Test
        @Order(2)
        void comesAfterwards() {}
    }

    @Test
    void aTestThatClosesItFailsItself() {
        String origin = "@Pop3Server on class " + HERE + "Closing: ";
        String shared = " closed the server that all tests with this Spring context share; leave that to the extension,"
                + " and call server.goDown() if clients are to be refused";
        assertThat(Run.of(Closing.class).failures())
                .hasOnlyElementsOfType(IllegalStateException.class)
                .extracting(Throwable::getMessage)
                .containsExactly(
                        origin + "this test" + shared, origin + "an earlier test or a @BeforeAll method" + shared);
    }

    @SpringJUnitConfig(Nothing.class)
    abstract static class WithANestedClass {
        @Nested
        class Inner {
            @Test
            void test() {}
        }
    }

    @Pop3Server(scope = Scope.SPRING_CONTEXT)
    static class InheritsANestedClass extends WithANestedClass {}

    @Test
    void aNestedClassOfAnUndeclaredSuperclassIsRefused() {
        assertRefused(InheritsANestedClass.class)
                .hasMessage("@Pop3Server on class " + HERE + "InheritsANestedClass: the Spring context of class " + HERE
                        + "WithANestedClass$Inner was made without this server. Spring looks for servers on the class that"
                        + " configures the context and around it only; if that is a superclass, with the @Nested class or a"
                        + " @ContextHierarchy, declare the server there");
    }

    static class Remembering implements Pop3ServerSetup {
        @Override
        public void configure(Pop3TestServerBuilder builder) {
            builder.name(FailingSetup.NAME);
        }
    }

    static class FailingSetup implements Pop3ServerSetup {
        static final String NAME = "the first of two servers";
        static final Queue<Boolean> FIRST_WAS_RUNNING = new ConcurrentLinkedQueue<>();

        @Override
        public void configure(Pop3TestServerBuilder builder) {
            FIRST_WAS_RUNNING.add(Seen.isRunning(NAME));
            throw new IllegalStateException("failed");
        }
    }

    @SpringJUnitConfig(Nothing.class)
    @Pop3Server(value = "first", scope = Scope.SPRING_CONTEXT, setup = Remembering.class)
    @Pop3Server(value = "second", scope = Scope.SPRING_CONTEXT, setup = FailingSetup.class)
    static class WithAFailingSetup {
        @Test
        void test() {}
    }

    @Test
    void ifOneServerCannotStartTheOthersAreClosed() {
        FailingSetup.FIRST_WAS_RUNNING.clear();
        assertThat(Run.of(WithAFailingSetup.class).failure())
                .hasRootCauseMessage("failed")
                .hasStackTraceContaining("@Pop3Server(\"second\") on class " + HERE + "WithAFailingSetup: setup = "
                        + HERE + "FailingSetup failed: java.lang.IllegalStateException: failed");

        assertThat(FailingSetup.FIRST_WAS_RUNNING).contains(true);
        assertThat(Seen.isRunning(FailingSetup.NAME)).isFalse();
    }

    static class ErroneousSetup extends FailingSetup {
        @Override
        public void configure(Pop3TestServerBuilder builder) {
            FIRST_WAS_RUNNING.add(Seen.isRunning(NAME));
            throw new AssertionError("not even this");
        }
    }

    @SpringJUnitConfig(Nothing.class)
    @Pop3Server(value = "first", scope = Scope.SPRING_CONTEXT, setup = Remembering.class)
    @Pop3Server(value = "second", scope = Scope.SPRING_CONTEXT, setup = ErroneousSetup.class)
    static class WithAnErroneousSetup {
        @Test
        void test() {}
    }

    @Test
    void anErrorClosesTheOthersToo() {
        FailingSetup.FIRST_WAS_RUNNING.clear();
        assertThat(Run.of(WithAnErroneousSetup.class).failure()).hasStackTraceContaining("not even this");

        assertThat(FailingSetup.FIRST_WAS_RUNNING).contains(true);
        assertThat(Seen.isRunning(FailingSetup.NAME)).isFalse();
    }
}
