package io.github.pop3testserver.junit5;

import static io.github.pop3testserver.assertj.Pop3Assertions.assertThat;
import static io.github.pop3testserver.model.SeedMessage.message;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.pop3testserver.Maildrop;
import io.github.pop3testserver.Pop3TestServer;
import io.github.pop3testserver.model.Pop3Endpoint;
import io.github.pop3testserver.model.Pop3Event;
import io.github.pop3testserver.model.Tls;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** The extension registered by a field, without the annotation. */
class RegisterExtensionTest {

    static class ByAStaticField {

        static final Seen SEEN = new Seen();

        @RegisterExtension
        private static final Pop3ServerExtension POP3 = Pop3ServerExtension.create()
                .configure(server -> server.tls(Tls.EXPLICIT).maildrop("alice", "secret"))
                .configure(server -> server.virtualClock())
                .messages(message("first"), message("second"));

        @BeforeAll
        static void beforeAll(Pop3TestServer server) {
            assertThat(POP3.server()).isSameAs(server);
            SEEN.add(server);
        }

        @AfterAll
        static void afterAll() {
            SEEN.add(POP3.server());
        }

        @RepeatedTest(2)
        void test(Maildrop maildrop, Pop3Endpoint endpoint) {
            SEEN.add(POP3.server());
            assertThat(POP3.server().maildrop()).isEqualTo(maildrop);
            assertThat(POP3.server().clock().now()).isNotNull();
            assertThat(endpoint.tls()).isEqualTo(Tls.EXPLICIT);
            assertThat(endpoint.username()).isEqualTo("alice");
            PlacementTest.assertSubjects(maildrop, "first", "second");
            maildrop.remove(maildrop.messages().get(0));
        }

        @Nested
        class Inner {
            @Test
            void test(Maildrop maildrop, Pop3Endpoint endpoint) {
                ByAStaticField.this.test(maildrop, endpoint);
            }
        }
    }

    @Test
    void aStaticFieldHasOneServerForTheClass() {
        ByAStaticField.SEEN.clear();
        Run.of(ByAStaticField.class).passed(3);

        assertThat(ByAStaticField.SEEN.all()).hasSize(5);
        assertThat(ByAStaticField.SEEN.distinct()).hasSize(1);
        assertThat(ByAStaticField.SEEN.running()).isEmpty();
    }

    static class ByAField {

        static final Seen SEEN = new Seen();

        @RegisterExtension
        Pop3ServerExtension pop3 = Pop3ServerExtension.create();

        @BeforeEach
        void before(Pop3TestServer server) {
            assertThat(pop3.server()).isSameAs(server);
        }

        @AfterEach
        void after() {
            SEEN.add(pop3.server());
        }

        @RepeatedTest(2)
        void test() {
            SEEN.add(pop3.server());
        }
    }

    @TestInstance(TestInstance.Lifecycle.PER_CLASS)
    static class ByAFieldOfTheOnlyInstance extends ByAField {}

    @Test
    void anyOtherFieldHasOneForEachTest() {
        ByAField.SEEN.clear();
        Run.of(ByAField.class).passed(2);
        assertThat(ByAField.SEEN.all()).hasSize(4);
        assertThat(ByAField.SEEN.distinct()).hasSize(2);

        Run.of(ByAFieldOfTheOnlyInstance.class).passed(2);
        assertThat(ByAField.SEEN.all()).hasSize(8);
        assertThat(ByAField.SEEN.distinct()).hasSize(4);
        assertThat(ByAField.SEEN.running()).isEmpty();
    }

    static class WithTwo {
        @RegisterExtension
        static Pop3ServerExtension first = Pop3ServerExtension.create();

        @RegisterExtension
        Pop3ServerExtension second = Pop3ServerExtension.create();

        @Test
        void test() {
            assertThat(first.server().port()).isNotEqualTo(second.server().port());
        }
    }

    @Test
    void eachFieldHasItsOwn() {
        Run.of(WithTwo.class).passed(1);
    }

    @Pop3Server(username = "annotated")
    static class BesideTheAnnotation {
        @RegisterExtension
        static Pop3ServerExtension pop3 = Pop3ServerExtension.create();

        @Test
        void test(Pop3TestServer server) {
            assertThat(server.maildrop().username()).isEqualTo("annotated");
            assertThat(pop3.server().maildrop().username()).isEqualTo("user");
        }
    }

    @Test
    void parametersAreOfTheAnnotationsServer() {
        Run.of(BesideTheAnnotation.class).passed(1);
    }

    static class Failing {
        @RegisterExtension
        static Pop3ServerExtension pop3 = Pop3ServerExtension.create();

        @RegisterExtension
        static Pop3ServerExtension silent = Pop3ServerExtension.create().transcript(TranscriptReport.NEVER);

        @Test
        void fails() {
            Pop3Client.talk(pop3.server().endpoint(), "NOOP");
            throw new IllegalStateException("failed");
        }
    }

    @Test
    void aFailureIsJoinedByTheConversations() {
        assertThat(Run.of(Failing.class).failure().getSuppressed())
                .singleElement()
                .satisfies(suppressed -> assertThat(suppressed.toString())
                        .startsWith("POP3 conversations of this test:")
                        .contains("C: NOOP"));
    }

    static class WithAnUnusedFault {
        @RegisterExtension
        Pop3ServerExtension pop3 = Pop3ServerExtension.create();

        @Test
        void passes() {
            pop3.server().on(Pop3Event.RETR).err("never");
        }
    }

    @Test
    void theServerIsVerified() {
        assertThat(Run.of(WithAnUnusedFault.class).failure())
                .isInstanceOf(AssertionError.class)
                .hasMessageStartingWith("on(RETR).err(\"never\")");
    }

    @Test
    void aServerThatWasNotStartedIsMissed() {
        Pop3ServerExtension unregistered = Pop3ServerExtension.create();

        assertThatThrownBy(unregistered::server)
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("no server was started yet. It is started before the first @BeforeAll method if the"
                        + " @RegisterExtension field is static, and otherwise before the first @BeforeEach method; call"
                        + " server() from there on.");
    }

    static class FailingConfiguration {
        @RegisterExtension
        static Pop3ServerExtension pop3 = Pop3ServerExtension.create().configure(server -> server.maxLineOctets(1));

        @Test
        void test() {}
    }

    @Test
    void aConfigurationThatFailsIsNamed() {
        assertThat(Run.of(FailingConfiguration.class).failure())
                .isInstanceOf(ExtensionConfigurationException.class)
                .hasMessageStartingWith(
                        "Pop3ServerExtension registered in class " + FailingConfiguration.class.getName()
                                + ": what configure(...) was given failed: java.lang.IllegalArgumentException: ")
                .hasCauseInstanceOf(IllegalArgumentException.class);
    }

    @Execution(ExecutionMode.CONCURRENT)
    static class SharedAtTheSameTime {
        @RegisterExtension
        static Pop3ServerExtension pop3 = Pop3ServerExtension.create();

        @Test
        void test() {}
    }

    @Test
    void testsThatMayRunAtTheSameTimeCannotShareIt() {
        assertThat(Run.of(SharedAtTheSameTime.class, Run.PARALLEL).failure())
                .isInstanceOf(ExtensionConfigurationException.class)
                .hasMessageStartingWith("Pop3ServerExtension registered in class " + SharedAtTheSameTime.class.getName()
                        + ": the tests of class " + SharedAtTheSameTime.class.getName()
                        + " share one server, but method ");
    }

    abstract static class OneFieldForSubclasses {
        @RegisterExtension
        static Pop3ServerExtension pop3 = Pop3ServerExtension.create();
    }

    static class During extends OneFieldForSubclasses {
        @Test
        void test() {}
    }

    static class Lasting extends OneFieldForSubclasses {
        @Test
        void test() {
            Pop3TestServer own = pop3.server();

            assertThat(Run.of(During.class).failure())
                    .isInstanceOf(ExtensionConfigurationException.class)
                    .hasMessageStartingWith(
                            "Pop3ServerExtension by @RegisterExtension: the field already has the server of another class or test");

            assertThat(pop3.server()).isSameAs(own);
        }
    }

    @Test
    void aFieldCannotTellTheServersOfClassesThatRunAtTheSameTime() {
        Run.of(Lasting.class).passed(1);
        Run.of(During.class).passed(1);
    }
}
