package io.github.pop3testserver.junit5;

import static io.github.pop3testserver.assertj.Pop3Assertions.assertThat;

import io.github.pop3testserver.Pop3TestServer;
import io.github.pop3testserver.model.Pop3Endpoint;
import io.github.pop3testserver.model.Pop3Event;
import io.github.pop3testserver.model.Tls;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.annotation.DirtiesContext.ClassMode;
import org.springframework.test.context.ContextConfiguration;
import org.springframework.test.context.ContextHierarchy;
import org.springframework.test.context.TestPropertySource;
import org.springframework.test.context.junit.jupiter.SpringExtension;
import org.springframework.test.context.junit.jupiter.SpringJUnitConfig;

/** Which tests share a server with their Spring context, and when another context brings another server. */
@ResourceLock(SpringContextTest.CONTEXT_CACHE)
class SpringSharedContextTest {

    @Configuration(proxyBeanMethods = false)
    static class Nothing {}

    @SpringJUnitConfig(Nothing.class)
    @Pop3Server(springProperties = "app.port=${port}")
    abstract static class Base {
        static final Seen SEEN = new Seen();

        @RepeatedTest(2)
        void test(Pop3TestServer server, @Autowired Environment environment) {
            SEEN.add(server);
            assertThat(environment.getProperty("app.port", Integer.class)).isEqualTo(server.port());
        }
    }

    static class First extends Base {}

    @Pop3Server(generate = 1, transcript = TranscriptReport.ALWAYS)
    static class Second extends Base {
        @Nested
        class Inner {
            @Test
            void test(Pop3TestServer server, @Autowired Environment environment) {
                Second.this.test(server, environment);
            }
        }
    }

    @SpringJUnitConfig(Nothing.class)
    static class EqualDeclaration {
        @Pop3Server(springProperties = "app.port = ${port}", tls = Tls.NONE)
        private Pop3TestServer field;

        @Test
        void test(@Autowired Environment environment) {
            Base.SEEN.add(field);
            assertThat(environment.getProperty("app.port", Integer.class)).isEqualTo(field.port());
        }
    }

    @Pop3Server(tls = Tls.EXPLICIT)
    static class OtherDeclaration extends Base {}

    static class WithAnotherNestedClass extends Base {
        @Nested
        @Pop3Server(tls = Tls.IMPLICIT)
        class Inner {
            @Test
            void test(Pop3Endpoint endpoint, Pop3TestServer server, @Autowired Environment environment) {
                assertThat(endpoint.tls()).isEqualTo(Tls.IMPLICIT);
                WithAnotherNestedClass.this.test(server, environment);
            }
        }
    }

    @TestPropertySource(properties = "app.pause=1s")
    static class OtherContext extends Base {}

    @DirtiesContext
    static class Last extends Base {}

    @Test
    void equalDeclarationsShareAContextAndItsServer() {
        Base.SEEN.clear();
        Run.of(First.class).passed(2);
        Run.of(Second.class).passed(3);
        Run.of(EqualDeclaration.class).passed(1);
        assertThat(Base.SEEN.distinct()).hasSize(1);

        Run.of(OtherDeclaration.class).passed(2);
        assertThat(Base.SEEN.distinct()).hasSize(2);
        Run.of(OtherContext.class).passed(2);
        assertThat(Base.SEEN.distinct()).hasSize(3);
        Run.of(WithAnotherNestedClass.class).passed(3);
        assertThat(Base.SEEN.distinct()).hasSize(4);

        Run.of(Last.class).passed(2);
        assertThat(Base.SEEN.distinct()).hasSize(4);
        Run.of(First.class).passed(2);
        assertThat(Base.SEEN.distinct()).hasSize(5);
        Run.of(Last.class).passed(2);
    }

    @SpringJUnitConfig(Nothing.class)
    @DirtiesContext(classMode = ClassMode.AFTER_EACH_TEST_METHOD)
    @Pop3Server(springProperties = "dirty.port=${port}", generate = 1)
    static class SpringFirst extends OfEachTest {}

    @Pop3Server(springProperties = "dirty.port=${port}", generate = 1)
    @SpringJUnitConfig(Nothing.class)
    @DirtiesContext(classMode = ClassMode.AFTER_EACH_TEST_METHOD)
    static class SpringLast extends OfEachTest {}

    @SpringJUnitConfig(Nothing.class)
    @DirtiesContext(classMode = ClassMode.BEFORE_EACH_TEST_METHOD)
    @Pop3Server(springProperties = "dirty.port=${port}", generate = 1)
    static class BeforeWithSpringFirst extends OfEachTest {
        @Pop3Server
        private Pop3TestServer field;

        @Test
        void fillsFields(Pop3TestServer server) {
            assertThat(field).isSameAs(server);
        }
    }

    @Pop3Server(springProperties = "dirty.port=${port}", generate = 1)
    @SpringJUnitConfig(Nothing.class)
    @DirtiesContext(classMode = ClassMode.BEFORE_EACH_TEST_METHOD)
    static class BeforeWithSpringLast extends OfEachTest {
        @Pop3Server
        private Pop3TestServer field;

        @Test
        void fillsFields(@Autowired Environment environment) {
            assertThat(environment.getProperty("dirty.port", Integer.class)).isEqualTo(field.port());
            PlacementTest.assertSubjects(field.maildrop(), "Message 1");
        }
    }

    @Pop3Server(springProperties = "unused.port=${port}")
    @SpringJUnitConfig(Nothing.class)
    @DirtiesContext(classMode = ClassMode.BEFORE_EACH_TEST_METHOD)
    static class UnusedFault {
        @Autowired
        Pop3TestServer server;

        @Test
        void test() {
            server.on(Pop3Event.RETR).err("never");
        }
    }

    @Test
    void aServerThatSpringHasReplacedIsVerified() {
        assertThat(Run.of(UnusedFault.class).failure()).hasMessageContaining("did not fire");
    }

    @SpringJUnitConfig(Nothing.class)
    @DirtiesContext(classMode = ClassMode.BEFORE_EACH_TEST_METHOD)
    @Pop3Server(springProperties = "swept.port=${port}")
    static class SweptBefore {
        @FaultSweepTest(faults = FaultKind.REFUSAL)
        void test(Pop3Endpoint endpoint) {
            try {
                Pop3Client.talk(endpoint);
            } catch (AssertionError refused) {
                Pop3Client.talk(endpoint);
            }
        }
    }

    @Test
    void aSweepFollowsAServerThatSpringReplaces() {
        Run run = Run.of(SweptBefore.class);
        assertThat(run.failures()).isEmpty();
        assertThat(SweepRuns.matrix(run)).contains("0 failed");
    }

    abstract static class OfEachTest {
        static final List<Pop3TestServer> SERVERS = new CopyOnWriteArrayList<>();

        @RepeatedTest(2)
        void test(Pop3TestServer server, @Autowired Environment environment) {
            assertThat(environment.getProperty("dirty.port", Integer.class)).isEqualTo(server.port());
            PlacementTest.assertSubjects(server.maildrop(), "Message 1");
            Pop3Client.talk(server.endpoint(), "NOOP");
            assertThat(SERVERS).doesNotContain(server);
            SERVERS.add(server);
        }
    }

    @ParameterizedTest
    @ValueSource(
            classes = {SpringFirst.class, SpringLast.class, BeforeWithSpringFirst.class, BeforeWithSpringLast.class})
    void anotherContextBringsAnotherServer(Class<?> testClass) {
        OfEachTest.SERVERS.clear();
        Run run = Run.of(testClass);

        run.tests().failed().assertThatEvents().isEmpty();
        assertThat(OfEachTest.SERVERS).hasSize(2);
    }

    @ExtendWith(SpringExtension.class)
    @ContextHierarchy({
        @ContextConfiguration(name = "parent", classes = Parent.class),
        @ContextConfiguration(name = "child", classes = Nothing.class)
    })
    @DirtiesContext
    @Pop3Server(springProperties = "hierarchy.port=${port}")
    static class InAHierarchy {
        static final Seen SEEN = new Seen();

        @Test
        void test(Pop3TestServer server, @Autowired ApplicationContext child) {
            SEEN.add(server);
            assertThat(child.getBean(Pop3TestServer.class)).isSameAs(server);
            assertThat(child.getBean("portOfParent")).isEqualTo(server.port());
            assertThat(child.getEnvironment().getProperty("hierarchy.port", Integer.class))
                    .isEqualTo(server.port());
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class Parent {
        @Bean
        Integer portOfParent(Environment environment) {
            return environment.getRequiredProperty("hierarchy.port", Integer.class);
        }
    }

    @Test
    void allLevelsOfAContextHierarchyHaveOneServer() {
        InAHierarchy.SEEN.clear();
        Run.of(InAHierarchy.class).passed(1);

        assertThat(InAHierarchy.SEEN.distinct()).hasSize(1);
    }

    @Configuration(proxyBeanMethods = false)
    static class Failing {
        static final Set<Pop3TestServer> SERVERS = java.util.concurrent.ConcurrentHashMap.newKeySet();

        @Bean
        Object failing(Pop3TestServer server) {
            SERVERS.add(server);
            throw new IllegalStateException("the application does not start");
        }
    }

    @SpringJUnitConfig(Failing.class)
    @Pop3Server(scope = Scope.SPRING_CONTEXT)
    static class WithAFailingContext {
        @Test
        void test() {}
    }

    @Test
    void aContextThatFailsToStartClosesItsServer() {
        Failing.SERVERS.clear();
        assertThat(Run.of(WithAFailingContext.class).failure()).hasRootCauseMessage("the application does not start");

        assertThat(Failing.SERVERS)
                .singleElement()
                .satisfies(server -> assertThat(server.isClosed()).isTrue());
    }
}
