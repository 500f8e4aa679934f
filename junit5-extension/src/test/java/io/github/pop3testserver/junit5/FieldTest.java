package io.github.pop3testserver.junit5;

import static io.github.pop3testserver.assertj.Pop3Assertions.assertThat;
import static io.github.pop3testserver.model.SeedMessage.message;

import io.github.pop3testserver.Maildrop;
import io.github.pop3testserver.Pop3TestServer;
import io.github.pop3testserver.VirtualClock;
import io.github.pop3testserver.model.Pop3Endpoint;
import java.util.Map;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Annotated fields. */
class FieldTest {

    static class Base {

        @Pop3Server(generate = 1)
        private Maildrop inherited;

        Maildrop inherited() {
            return inherited;
        }
    }

    @Nested
    class OfAnInstance extends Base {

        @Pop3Server(virtualClock = true)
        private VirtualClock clock;

        @Pop3Server
        Pop3TestServer server;

        @PlacementTest.OneMessage
        public Pop3Endpoint endpoint;

        private Pop3TestServer before;

        @BeforeEach
        void areFilledBeforeThis(Pop3TestServer parameter) {
            assertThat(server).isNotNull().isSameAs(parameter);
            before = server;
        }

        @Test
        void areOfTheTestsServer(Maildrop maildrop) {
            assertThat(server).isSameAs(before);
            assertThat(server.maildrop()).isEqualTo(maildrop).isEqualTo(inherited());
            assertThat(clock.now()).isEqualTo(server.clock().now());
            assertThat(endpoint.uri()).isEqualTo(server.endpoint().uri());
        }

        @Test
        void haveTheirAttributes() {
            assertThat(inherited().username()).isEqualTo("composed");
            assertThat(inherited().messages()).hasSize(1);
        }

        @Test
        @Pop3Server(username = "method")
        void areFartherThanTheMethod() {
            assertThat(inherited().username()).isEqualTo("method");
        }

        @Nested
        class Inner {

            @Pop3Server
            Pop3TestServer own;

            @Test
            void areFilledInEnclosingInstancesToo() {
                assertThat(own).isSameAs(server).isSameAs(before);
            }
        }
    }

    @TestInstance(TestInstance.Lifecycle.PER_CLASS)
    static class OfTheOnlyInstance {

        static final Seen SEEN = new Seen();

        @Pop3Server
        Pop3TestServer server;

        @RepeatedTest(3)
        void test(Pop3TestServer parameter) {
            assertThat(server).isSameAs(parameter);
            SEEN.add(server);
        }

        @Nested
        class Inner {
            @Test
            void test(Pop3TestServer parameter) {
                OfTheOnlyInstance.this.test(parameter);
            }
        }
    }

    @Test
    void areFilledAnewForEachTestOfOneInstance() {
        OfTheOnlyInstance.SEEN.clear();
        Run.of(OfTheOnlyInstance.class).passed(4);

        assertThat(OfTheOnlyInstance.SEEN.all()).hasSize(4).doesNotHaveDuplicates();
        assertThat(OfTheOnlyInstance.SEEN.running()).isEmpty();
    }

    @Nested
    class OfAClass {

        @Pop3Server(scope = Scope.CLASS)
        private static Pop3TestServer server;

        @Pop3Server
        private static Maildrop maildrop;

        @BeforeAll
        static void areFilledBeforeThis() {
            assertThat(server.maildrop()).isEqualTo(maildrop);
        }

        @RepeatedTest(2)
        @Execution(ExecutionMode.SAME_THREAD)
        void areOfTheServerOfAllTests(Pop3TestServer parameter) {
            assertThat(parameter).isSameAs(server);
            assertThat(maildrop).isEmpty();
            maildrop.add(message("gone before the next test"));
        }
    }

    private static AbstractThrowableAssert<?, ? extends Throwable> assertRefused(Class<?> testClass) {
        return assertThat(Run.of(testClass).failure())
                .isInstanceOf(ExtensionConfigurationException.class)
                .hasMessageStartingWith("@Pop3Server cannot inject field " + testClass.getName() + "#field: ");
    }

    static class StaticButNotShared {
        @Pop3Server
        static Pop3TestServer field;

        @Test
        void test() {}
    }

    @Test
    void aStaticFieldNeedsAServerForTheClass() {
        assertRefused(StaticButNotShared.class)
                .hasMessageEndingWith(
                        ": each test gets its own server, but a static field is filled once per class. Use"
                                + " @Pop3Server(scope = Scope.CLASS), or make the field non-static (in Kotlin, move it"
                                + " out of the companion object).");
    }

    static class Final {
        @Pop3Server
        final Maildrop field = null;

        @Test
        void test() {}
    }

    @Pop3Server(scope = Scope.CLASS)
    static class FinalAndStatic {
        @Pop3Server
        static final Maildrop field = null;

        @Test
        void test() {}
    }

    private static final String FINAL = ": a final field cannot be filled later; make it non-final, or inject by the"
            + " constructor instead (in Kotlin: @param:Pop3Server)";

    @Test
    void aFieldMustNotBeFinal() {
        assertRefused(Final.class).hasMessageEndingWith(FINAL);
        assertRefused(FinalAndStatic.class).hasMessageEndingWith(FINAL);
    }

    static class OfAnotherType {
        @Pop3Server
        String field;

        @Test
        void test() {}
    }

    @Test
    void aFieldOfAnotherTypeIsRefused() {
        assertRefused(OfAnotherType.class)
                .hasMessageEndingWith(": its type must be one of Maildrop, Pop3Endpoint, Pop3TestServer, VirtualClock,"
                        + " but was String");
    }

    static class WithoutAClock {
        @Pop3Server
        VirtualClock field;

        @Test
        void test() {}
    }

    @Test
    void aClockNeedsAServerThatHasOne() {
        assertRefused(WithoutAClock.class)
                .hasMessageContaining(" has no virtual clock; build it with ")
                .hasMessageContaining("@Pop3Server(virtualClock = true)");
    }

    @TestInstance(TestInstance.Lifecycle.PER_CLASS)
    @Execution(ExecutionMode.CONCURRENT)
    static class SharedAtTheSameTime {
        @Pop3Server
        Pop3TestServer field;

        @Test
        void test() {}
    }

    @Test
    void aFieldThatTestsShareAtTheSameTimeIsRefused() {
        Run run = Run.of(SharedAtTheSameTime.class, Run.PARALLEL);

        assertThat(run.failure())
                .isInstanceOf(ExtensionConfigurationException.class)
                .hasMessage("@Pop3Server cannot inject field " + SharedAtTheSameTime.class.getName() + "#field: method "
                        + SharedAtTheSameTime.class.getName()
                        + "#test() may run at the same time as other tests that have"
                        + " this instance and its field; add @Execution(ExecutionMode.SAME_THREAD) to the class, or take"
                        + " a parameter");
        Run.of(SharedAtTheSameTime.class, Map.of()).passed(1);
    }

    @Pop3Server
    @TestInstance(TestInstance.Lifecycle.PER_CLASS)
    @Execution(ExecutionMode.CONCURRENT)
    static class NestedBesideOthers {

        @Test
        void test() {}

        @Nested
        @TestInstance(TestInstance.Lifecycle.PER_METHOD)
        class Inner {
            @Pop3Server
            Pop3TestServer field;

            @Test
            void test(Pop3TestServer server) {
                assertThat(field).isSameAs(server);
            }
        }
    }

    @Test
    void anInstanceOfItsOwnWithinASharedOneIsNotShared() {
        Run.of(NestedBesideOthers.class, Run.PARALLEL).passed(2);
    }
}
