package io.github.pop3testserver.junit5;

import static io.github.pop3testserver.assertj.Pop3Assertions.assertThat;
import static io.github.pop3testserver.model.SeedMessage.message;

import io.github.pop3testserver.Maildrop;
import io.github.pop3testserver.Pop3TestServer;
import io.github.pop3testserver.Pop3TestServerBuilder;
import io.github.pop3testserver.VirtualClock;
import io.github.pop3testserver.model.Pop3Endpoint;
import io.github.pop3testserver.model.Pop3Event;
import io.github.pop3testserver.model.Tls;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.TestPropertySource;
import org.springframework.test.context.junit.jupiter.SpringJUnitConfig;

/** A server that lives as long as the Spring context of a test. */
@ResourceLock(SpringContextTest.CONTEXT_CACHE)
class SpringContextTest {

    /** Spring has one cache for the JVM, so that concurrent runs with equal declarations would have the same server. */
    static final String CONTEXT_CACHE = "Spring's cache of contexts";

    @Configuration(proxyBeanMethods = false)
    static class Nothing {}

    @SpringJUnitConfig(Nothing.class)
    @DirtiesContext
    @TestPropertySource(properties = "app.port=110")
    @Pop3Server(
            username = "alice",
            password = "secret",
            springProperties = {
                "app.host=${host}",
                "app.port = ${port}",
                "app.login=${username}:${password}",
                "app.uri=${uri}?a=b",
                "app.pause=50ms"
            })
    static class WithProperties {
        @Test
        void test(Pop3Endpoint endpoint, @Autowired Environment environment) {
            assertThat(environment.getProperty("app.host")).isEqualTo(endpoint.host());
            assertThat(environment.getProperty("app.port", Integer.class)).isEqualTo(endpoint.port());
            assertThat(environment.getProperty("app.login")).isEqualTo("alice:secret");
            assertThat(environment.getProperty("app.uri")).isEqualTo(endpoint.uri() + "?a=b");
            assertThat(environment.getProperty("app.pause")).isEqualTo("50ms");
        }
    }

    @Test
    void theEnvironmentHasThePropertiesOfTheTest() {
        Run.of(WithProperties.class).passed(1);
    }

    @SpringJUnitConfig(Nothing.class)
    @DirtiesContext
    @TestPropertySource(properties = "app.mailbox=${pop3.server.host}:${pop3.server.port}")
    @Pop3Server(scope = Scope.SPRING_CONTEXT)
    static class WithoutProperties {
        @Test
        void test(Pop3Endpoint endpoint, @Autowired Environment environment) {
            assertThat(environment.getProperty("pop3.server.host")).isEqualTo(endpoint.host());
            assertThat(environment.getProperty("pop3.server.port", Integer.class))
                    .isEqualTo(endpoint.port());
            assertThat(environment.getProperty("pop3.server.username")).isEqualTo("user");
            assertThat(environment.getProperty("pop3.server.password")).isEqualTo("password");
            assertThat(environment.getProperty("pop3.server.uri"))
                    .isEqualTo(endpoint.uri().toString());
            assertThat(environment.containsProperty("pop3.server.trust-store")).isFalse();
            assertThat(environment.getProperty("app.mailbox")).isEqualTo(endpoint.host() + ":" + endpoint.port());
        }
    }

    @Test
    void theEnvironmentAlwaysHasTheAddress() {
        Run.of(WithoutProperties.class).passed(1);
    }

    @SpringJUnitConfig(Nothing.class)
    @DirtiesContext
    @Pop3Server(
            tls = Tls.IMPLICIT,
            springProperties = {"app.trust=${trustStore}", "app.trust-password=${trustStorePassword}"})
    static class WithTls {
        @Test
        void test(Pop3Endpoint endpoint, @Autowired Environment environment) {
            String trustStore = endpoint.trustStore().toString();
            assertThat(environment.getProperty("app.trust")).isEqualTo(trustStore);
            assertThat(environment.getProperty("app.trust-password")).isEqualTo("changeit");
            assertThat(environment.getProperty("pop3.server.trust-store")).isEqualTo(trustStore);
            assertThat(environment.getProperty("pop3.server.trust-store-password"))
                    .isEqualTo("changeit");
            assertThat(endpoint.tls()).isEqualTo(Tls.IMPLICIT);
        }
    }

    @Test
    void withTlsTheEnvironmentHasTheTruststore() {
        Run.of(WithTls.class).passed(1);
    }

    @SpringJUnitConfig(Nothing.class)
    @DirtiesContext
    @Pop3Server(value = "inbox", scope = Scope.SPRING_CONTEXT)
    @Pop3Server(value = "archive", springProperties = "app.archive=${port}")
    @Pop3Server("other")
    static class WithSeveral {
        @Test
        void test(
                @Pop3Server("inbox") Pop3TestServer inbox,
                @Pop3Server("archive") Pop3TestServer archive,
                @Pop3Server("other") Pop3TestServer other,
                @Autowired ApplicationContext context) {
            Environment environment = context.getEnvironment();
            assertThat(environment.getProperty("pop3.server.inbox.port", Integer.class))
                    .isEqualTo(inbox.port());
            assertThat(environment.getProperty("pop3.server.archive.port", Integer.class))
                    .isEqualTo(archive.port());
            assertThat(environment.getProperty("app.archive", Integer.class)).isEqualTo(archive.port());
            assertThat(context.getBeansOfType(Pop3TestServer.class))
                    .containsOnly(
                            org.assertj.core.api.Assertions.entry("pop3TestServer.inbox", inbox),
                            org.assertj.core.api.Assertions.entry("pop3TestServer.archive", archive));
            assertThat(environment.containsProperty("pop3.server.other.port")).isFalse();
            assertThat(other.name()).isEqualTo("SpringContextTest.WithSeveral.test, other");
            assertThat(archive.name()).isEqualTo("Spring context of SpringContextTest.WithSeveral, archive");
        }
    }

    @Test
    void severalServersHaveTheirNames() {
        Run.of(WithSeveral.class).passed(1);
    }

    static class Bob implements Pop3ServerSetup {
        @Override
        public void configure(Pop3TestServerBuilder builder) {
            builder.maildrop("bob", "secret");
        }
    }

    @SpringJUnitConfig(Nothing.class)
    @DirtiesContext
    @Pop3Server(scope = Scope.SPRING_CONTEXT, setup = Bob.class, virtualClock = true)
    static class Injected {
        static final Seen SEEN = new Seen();

        private final Pop3TestServer ofConstructor;

        @Pop3Server
        private Pop3TestServer field;

        @Pop3Server
        private VirtualClock clock;

        @Autowired
        private Pop3TestServer bean;

        Injected(Pop3TestServer server) {
            ofConstructor = server;
            SEEN.add(server);
        }

        @BeforeAll
        static void beforeAll(Pop3TestServer server) {
            SEEN.add(server);
        }

        @AfterAll
        static void afterAll(Pop3TestServer server) {
            SEEN.add(server);
        }

        @BeforeEach
        void before(Pop3TestServer server, Pop3Endpoint endpoint) {
            SEEN.add(server);
            assertThat(endpoint.username()).isEqualTo("bob");
        }

        @RepeatedTest(2)
        void test(Pop3TestServer server, Maildrop maildrop) {
            SEEN.add(server);
            assertThat(server).isSameAs(ofConstructor).isSameAs(field).isSameAs(bean);
            assertThat(maildrop.username()).isEqualTo("bob");
            assertThat(clock).isNotNull();
        }
    }

    @Test
    void allThatIsInjectedIsOfThisServer() {
        Injected.SEEN.clear();
        Run.of(Injected.class).passed(2);

        assertThat(Injected.SEEN.all()).hasSize(8);
        assertThat(Injected.SEEN.distinct()).hasSize(1);
        assertThat(Injected.SEEN.running()).isEmpty();
    }

    @SpringJUnitConfig(Nothing.class)
    @DirtiesContext
    @TestInstance(TestInstance.Lifecycle.PER_CLASS)
    static class OneInstance {
        private final Pop3TestServer ofConstructor;

        @Pop3Server(scope = Scope.SPRING_CONTEXT)
        private Pop3TestServer field;

        OneInstance(Pop3TestServer server) {
            ofConstructor = server;
        }

        @BeforeAll
        void beforeAll() {
            assertThat(field).isSameAs(ofConstructor);
        }

        @RepeatedTest(2)
        void test(Pop3TestServer server) {
            assertThat(server).isSameAs(ofConstructor).isSameAs(field);
        }
    }

    @Test
    void theOnlyInstanceOfAClassCanHaveIt() {
        Run.of(OneInstance.class).passed(2);
    }

    /** Talks to the server as long as it can. */
    record Talkative(Pop3Endpoint endpoint) implements DisposableBean {
        Talkative {
            Pop3Client.talk(endpoint, "NOOP");
        }

        @Override
        public void destroy() {
            Pop3Client.talk(endpoint, "NOOP");
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class WithATalkativeBean {
        @Bean
        Talkative talkative(@Value("${app.host}") String host, @Value("${app.port}") int port) {
            return new Talkative(new Pop3Endpoint(host, port, Tls.NONE, "user", "password"));
        }
    }

    @SpringJUnitConfig(WithATalkativeBean.class)
    @DirtiesContext
    @Pop3Server(springProperties = {"app.host=${host}", "app.port=${port}"})
    static class BeforeAndAfterTheBeans {
        static final Seen SEEN = new Seen();

        @Test
        void test(Pop3TestServer server, @Autowired Talkative bean) {
            SEEN.add(server);
            assertThat(bean.endpoint().port()).isEqualTo(server.port());
        }
    }

    @Test
    void itStartsBeforeTheBeansAndEndsAfterThem() {
        BeforeAndAfterTheBeans.SEEN.clear();
        Run.of(BeforeAndAfterTheBeans.class).passed(1);

        assertThat(BeforeAndAfterTheBeans.SEEN.running()).isEmpty();
        assertThat(BeforeAndAfterTheBeans.SEEN.all())
                .singleElement()
                .satisfies(server -> assertThat(server.sessions())
                        .as("the one in the destroy method, after the reset")
                        .hasSize(1));
    }

    @SpringJUnitConfig(Nothing.class)
    @DirtiesContext
    @Pop3Server(scope = Scope.SPRING_CONTEXT, generate = 1)
    @TestMethodOrder(MethodOrderer.OrderAnnotation.class)
    static class OneAfterTheOther {
        private static Pop3Client left;

        @Test
        @Order(1)
        void leavesASessionOpen(Pop3TestServer server, Maildrop maildrop) {
            maildrop.add(message("mine"));
            left = Pop3Client.loggedInTo(server.endpoint());
            left.say("DELE 1");
            server.on(Pop3Event.NOOP).always().err("no");
        }

        @Test
        @Order(2)
        @Pop3Server(generate = 2)
        void itsSuccessorDoesNotNotice(Pop3TestServer server, Maildrop maildrop) {
            assertThat(left.sayInVain("QUIT")).isTrue();
            left.close();
            PlacementTest.assertSubjects(maildrop, "Message 1", "Message 2");
            assertThat(server.faults()).isEmpty();
            assertThat(server).hasSessions(0);
        }
    }

    @Test
    void itIsResetBeforeEachTest() {
        Run.of(OneAfterTheOther.class).passed(2);
    }

    @SpringJUnitConfig(Nothing.class)
    @DirtiesContext
    @Pop3Server(scope = Scope.SPRING_CONTEXT)
    @TestMethodOrder(MethodOrderer.OrderAnnotation.class)
    static class WithAnUnusedFault {
        @Test
        @Order(1)
        void first(Pop3TestServer server) {
            Pop3Client.talk(server.endpoint(), "NOOP");
            server.on(Pop3Event.RETR).err("never");
        }

        @Test
        @Order(2)
        void second(Pop3Endpoint endpoint) {
            Pop3Client.talk(endpoint, "NOOP");
        }
    }

    @Test
    void itIsVerifiedAfterEachTest() {
        Run run = Run.of(WithAnUnusedFault.class);

        assertThat(run.failure()).hasMessageStartingWith("on(RETR).err(\"never\")");
        run.tests().assertStatistics(statistics -> statistics.succeeded(1).failed(1));
    }

    @SpringJUnitConfig(Nothing.class)
    @DirtiesContext
    @Pop3Server(scope = Scope.SPRING_CONTEXT)
    static class Failing {
        @Test
        void fails(Pop3Endpoint endpoint) {
            Pop3Client.talk(endpoint, "NOOP");
            throw new IllegalStateException("failed");
        }
    }

    @Test
    void theFailureOfATestIsJoinedByTheConversations() {
        Throwable failure = Run.of(Failing.class).failure();

        assertThat(failure).hasMessage("failed");
        assertThat(failure.getSuppressed())
                .singleElement()
                .satisfies(suppressed -> assertThat(suppressed.toString())
                        .startsWith("POP3 conversations of this test:\n\nsession 1 of 1")
                        .contains("C: NOOP"));
    }

    @SpringJUnitConfig(Nothing.class)
    @DirtiesContext
    @Pop3Server(scope = Scope.SPRING_CONTEXT)
    static class Swept {
        @DisconnectSweepTest
        void survivesDisconnects(Pop3Endpoint endpoint) {
            triesTwice(endpoint);
        }

        @FaultSweepTest(faults = FaultKind.REFUSAL)
        void survivesRefusals(Pop3Endpoint endpoint) {
            triesTwice(endpoint);
        }

        private static void triesTwice(Pop3Endpoint endpoint) {
            try {
                Pop3Client.talk(endpoint, "NOOP");
            } catch (RuntimeException | AssertionError e) {
                Pop3Client.talk(endpoint, "NOOP");
            }
        }
    }

    @Test
    void itCanBeSwept() {
        Run run = Run.of(Swept.class);

        run.tests().failed().assertThatEvents().isEmpty();
        assertThat(run.tests().succeeded().count()).isGreaterThan(5);
    }
}
