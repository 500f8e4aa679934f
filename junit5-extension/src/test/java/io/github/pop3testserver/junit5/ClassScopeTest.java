package io.github.pop3testserver.junit5;

import static io.github.pop3testserver.assertj.Pop3Assertions.assertThat;
import static io.github.pop3testserver.model.SeedMessage.message;

import io.github.pop3testserver.Maildrop;
import io.github.pop3testserver.Pop3TestServer;
import io.github.pop3testserver.model.Pop3Endpoint;
import io.github.pop3testserver.model.Pop3Event;
import io.github.pop3testserver.model.Tls;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;

/** One server for all tests of a class. */
class ClassScopeTest {

    @Pop3Server(scope = Scope.CLASS, generate = 1)
    static class OneServer {

        static final Seen SEEN = new Seen();

        private final Pop3TestServer ofConstructor;

        OneServer(Pop3TestServer server) {
            ofConstructor = server;
        }

        @BeforeAll
        static void beforeAll(Pop3TestServer server, Maildrop maildrop) {
            assertThat(maildrop.messages()).hasSize(1);
            SEEN.add(server);
        }

        @AfterAll
        static void afterAll(Pop3TestServer server) {
            SEEN.add(server);
        }

        @BeforeEach
        void before(Pop3TestServer server) {
            assertThat(server).isSameAs(ofConstructor);
            SEEN.add(server);
        }

        @RepeatedTest(2)
        void findsItAsNew(Pop3TestServer server, Maildrop maildrop) {
            SEEN.add(server);
            assertThat(maildrop.messages()).hasSize(1);
            assertThat(server).hasSessions(0);
            assertThat(server.faults()).isEmpty();
            server.on(Pop3Event.NOOP).always().err("no");
            Pop3Client.talk(server.endpoint(), "DELE 1", "NOOP");
        }

        @Nested
        class Inner {
            @Test
            void sharesIt(Pop3TestServer server, Maildrop maildrop) {
                findsItAsNew(server, maildrop);
            }
        }
    }

    @Test
    void allTestsOfAClassHaveItOnOnePortAndAsNew() {
        OneServer.SEEN.clear();
        Run.of(OneServer.class).passed(3);

        assertThat(OneServer.SEEN.all()).hasSize(8);
        assertThat(OneServer.SEEN.distinct()).hasSize(1);
        assertThat(OneServer.SEEN.running()).isEmpty();
    }

    @Pop3Server(scope = Scope.CLASS)
    abstract static class Base {
        static final Seen SEEN = new Seen();

        @RepeatedTest(2)
        void test(Pop3TestServer server) {
            SEEN.add(server);
        }
    }

    static class FirstSubclass extends Base {}

    static class SecondSubclass extends Base {}

    @Test
    void eachSubclassHasItsOwn() {
        Base.SEEN.clear();
        Run.of(FirstSubclass.class).passed(2);
        Run.of(SecondSubclass.class).passed(2);

        assertThat(Base.SEEN.all()).hasSize(4);
        assertThat(Base.SEEN.distinct()).hasSize(2);
        assertThat(Base.SEEN.running()).isEmpty();
    }

    @Pop3Server(scope = Scope.CLASS)
    static class WithANestedServer {
        static final Seen SEEN = new Seen();

        @Test
        void test(Pop3TestServer server) {
            SEEN.add(server);
        }

        @Nested
        @Pop3Server(scope = Scope.CLASS, tls = Tls.IMPLICIT)
        class Inner {
            @RepeatedTest(2)
            void test(Pop3TestServer server) {
                assertThat(server.endpoint().tls()).isEqualTo(Tls.IMPLICIT);
                SEEN.add(server);
            }
        }
    }

    @Test
    void aNestedClassCanHaveItsOwn() {
        WithANestedServer.SEEN.clear();
        Run.of(WithANestedServer.class).passed(3);

        assertThat(WithANestedServer.SEEN.distinct()).hasSize(2);
        assertThat(WithANestedServer.SEEN.running()).isEmpty();
    }

    @TestInstance(TestInstance.Lifecycle.PER_CLASS)
    static class OneInstance {
        static final Seen SEEN = new Seen();

        private final Pop3TestServer ofConstructor;

        @Pop3Server
        private Pop3TestServer field;

        OneInstance(@Pop3Server(scope = Scope.CLASS) Pop3TestServer server) {
            ofConstructor = server;
        }

        @BeforeAll
        void beforeAll() {
            assertThat(field).isSameAs(ofConstructor);
        }

        @RepeatedTest(2)
        void test(Pop3TestServer server) {
            assertThat(server).isSameAs(field).isSameAs(ofConstructor);
            SEEN.add(server);
        }
    }

    @Test
    void theConstructorAndTheFieldsOfTheOnlyInstanceHaveIt() {
        OneInstance.SEEN.clear();
        Run.of(OneInstance.class).passed(2);

        assertThat(OneInstance.SEEN.distinct()).hasSize(1);
        assertThat(OneInstance.SEEN.running()).isEmpty();
    }

    @Pop3Server(scope = Scope.CLASS, generate = 1)
    static class Seeding {
        @Test
        void ofTheClass(Maildrop maildrop) {
            PlacementTest.assertSubjects(maildrop, "Message 1");
        }

        @Test
        @Pop3Server(messages = "test-mails/first.eml", generate = 2)
        void ofTheTest(Maildrop maildrop) {
            PlacementTest.assertSubjects(maildrop, "First", "Message 1", "Message 2");
        }
    }

    @Test
    void eachTestCanHaveMessagesOfItsOwn() {
        Run.of(Seeding.class).passed(2);
    }

    /** The first test leaves a session open that has marked a message as deleted. */
    @Pop3Server(scope = Scope.CLASS, generate = 1)
    @TestMethodOrder(MethodOrderer.OrderAnnotation.class)
    static class WithASessionLeftOpen {
        static final List<Pop3Client> CLIENTS = new ArrayList<>();

        @Test
        @Order(1)
        void opens(Pop3Endpoint endpoint, Maildrop maildrop) {
            Pop3Client client = Pop3Client.loggedInTo(endpoint);
            CLIENTS.add(client);
            client.say("DELE 1");
            assertThat(maildrop).isLocked();
        }

        @Test
        @Order(2)
        void itsSuccessorDoesNotNotice(Pop3TestServer server, Maildrop maildrop) {
            assertThat(maildrop).isNotLocked();
            var mail = maildrop.add(message("second"));
            for (Pop3Client client : CLIENTS) {
                assertThat(client.sayInVain("QUIT")).isTrue();
                client.close();
            }
            Pop3Client.talk(server.endpoint(), "NOOP");
            assertThat(maildrop).hasDeletedNothing();
            assertThat(maildrop.messages()).hasSize(2).contains(mail);
            assertThat(server).hasSessions(1);
        }
    }

    @Test
    void aSessionFromBeforeCannotTouchTheMaildropAfter() {
        WithASessionLeftOpen.CLIENTS.clear();
        Run.of(WithASessionLeftOpen.class).passed(2);
    }

    @Pop3Server(scope = Scope.CLASS)
    @TestMethodOrder(MethodOrderer.OrderAnnotation.class)
    static class WithAnUnusedFault {
        @Test
        @Order(1)
        void first(Pop3TestServer server) {
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

    @Pop3Server(scope = Scope.CLASS)
    static class FailingBeforeAll {
        @BeforeAll
        static void fails(Pop3Endpoint endpoint) {
            Pop3Client.talk(endpoint, "NOOP");
            throw new IllegalStateException("failed");
        }

        @Test
        void test() {}
    }

    @Test
    void theFailureOfAClassIsJoinedByTheConversations() {
        Throwable failure = Run.of(FailingBeforeAll.class).failure();

        assertThat(failure).hasMessage("failed");
        assertThat(failure.getSuppressed())
                .singleElement()
                .satisfies(suppressed -> assertThat(suppressed.toString())
                        .startsWith("POP3 conversations of this class:\n\nsession 1 of 1")
                        .contains("C: NOOP"));
    }

    @Pop3Server(scope = Scope.CLASS)
    static class Named {
        @Test
        void hasTheNameOfTheClass(Pop3TestServer server) {
            assertThat(server.name()).isEqualTo("ClassScopeTest.Named");
        }

        @Test
        void isToldOfUnderTheNameOfTheTest() {
            throw new IllegalStateException("failed");
        }
    }

    @Test
    void itHasTheNameOfTheClassAndReportsHaveThatOfTheTest() {
        Run run = Run.of(Named.class);

        assertThat(run.failure()).hasMessage("failed");
        assertThat(run.entries())
                .singleElement()
                .satisfies(entry -> assertThat(entry)
                        .containsOnlyKeys("pop3-transcript-ClassScopeTest.Named.isToldOfUnderTheNameOfTheTest.txt"));
    }
}
