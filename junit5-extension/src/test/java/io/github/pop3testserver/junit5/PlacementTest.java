package io.github.pop3testserver.junit5;

import static io.github.pop3testserver.assertj.Pop3Assertions.assertThat;

import io.github.pop3testserver.Maildrop;
import io.github.pop3testserver.MaildropMessage;
import io.github.pop3testserver.Pop3TestServer;
import io.github.pop3testserver.Pop3TestServerBuilder;
import io.github.pop3testserver.model.Pop3Endpoint;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where the annotation can stand, and what comes of several. */
class PlacementTest {

    static void assertSubjects(Maildrop maildrop, String... subjects) {
        assertThat(maildrop.messages()).extracting(MaildropMessage::subject).containsExactly(subjects);
    }

    @Pop3Server(username = "base", password = "base", messages = "test-mails/first.eml")
    static class Base {}

    @Nested
    class OnASuperclass extends Base {

        @Test
        void isForTheTestsOfTheSubclass(Maildrop maildrop) {
            assertThat(maildrop.username()).isEqualTo("base");
            assertSubjects(maildrop, "First");
        }
    }

    @Nested
    @Pop3Server(username = "sub", messages = "test-mails/second.eml")
    class OnBothSuperclassAndClass extends Base {

        @Test
        void theClassIsNearerAndMessagesAddUp(Maildrop maildrop) {
            assertThat(maildrop.username()).isEqualTo("sub");
            assertThat(maildrop.password()).isEqualTo("base");
            assertSubjects(maildrop, "First", "Second");
        }
    }

    @Pop3Server(username = "interface")
    interface WithServer {

        @Test
        default void isForTheTestsOfTheInterfaceToo(Maildrop maildrop) {
            assertThat(maildrop.username()).isEqualTo("interface");
        }
    }

    @Nested
    class OnAnInterface implements WithServer {

        @Test
        void isForTheTestsOfTheClass(Maildrop maildrop) {
            assertThat(maildrop.username()).isEqualTo("interface");
        }
    }

    @Retention(RetentionPolicy.RUNTIME)
    @Pop3Server(username = "composed", generate = 1)
    @interface OneMessage {}

    @Retention(RetentionPolicy.RUNTIME)
    @OneMessage
    @interface StillOneMessage {}

    @Nested
    @StillOneMessage
    class OnAnAnnotation {

        @Test
        void theAnnotationStandsForIt(Maildrop maildrop) {
            assertThat(maildrop.username()).isEqualTo("composed");
            assertSubjects(maildrop, "Message 1");
        }

        @Test
        @Pop3Server(username = "own")
        void whatIsWrittenByItsOwnNameIsNearer(Maildrop maildrop) {
            assertThat(maildrop.username()).isEqualTo("own");
            assertSubjects(maildrop, "Message 1");
        }
    }

    @Nested
    class OnAMethod {

        private Pop3TestServer before;

        @BeforeEach
        void askForTheServerOfTheTest(Pop3TestServer server) {
            before = server;
        }

        @Test
        @Pop3Server
        void isForThisTestAndWhatIsAroundIt(Pop3TestServer server) {
            assertThat(server).isSameAs(before);
        }

        @RepeatedTest(2)
        @OneMessage
        void canBeByAnAnnotationToo(Pop3TestServer server, Maildrop maildrop) {
            assertThat(server).isSameAs(before);
            assertSubjects(maildrop, "Message 1");
        }

        @ParameterizedTest
        @ValueSource(ints = {1, 2})
        @Pop3Server(generate = 2)
        void goesWithArguments(int number, Maildrop maildrop) {
            assertThat(maildrop.messages()).hasSize(2).element(number - 1).hasToString("\"Message " + number + "\"");
        }
    }

    @Nested
    class OnAParameterOfATest {

        private Pop3TestServer before;

        @BeforeEach
        void askForTheServerOfTheTest(Pop3TestServer server) {
            before = server;
        }

        @Test
        void needsNoOtherAnnotation(@Pop3Server Pop3TestServer server, Maildrop maildrop, Pop3Endpoint endpoint) {
            Pop3Client.talk(endpoint, "NOOP");
            assertThat(server).isSameAs(before).hasSessions(1);
            assertThat(server.maildrop()).isEqualTo(maildrop);
        }

        @Test
        void hasItsAttributes(@Pop3Server(generate = 1) Maildrop maildrop) {
            assertSubjects(maildrop, "Message 1");
        }

        @Test
        void canBeByAnAnnotationToo(@OneMessage Maildrop maildrop) {
            assertSubjects(maildrop, "Message 1");
        }

        @Test
        void addsUpWithOtherParameters(
                @Pop3Server(messages = "test-mails/first.eml") Pop3TestServer server,
                @Pop3Server(username = "alice", messages = "test-mails/second.eml") Maildrop maildrop,
                @Pop3Server(username = "alice") Pop3Endpoint endpoint) {
            assertThat(server.maildrop()).isEqualTo(maildrop);
            assertThat(endpoint.username()).isEqualTo("alice");
            assertSubjects(maildrop, "First", "Second");
        }

        @Test
        @Pop3Server(username = "method", password = "method")
        void isNearerThanTheMethod(@Pop3Server(username = "parameter") Maildrop maildrop) {
            assertThat(maildrop.username()).isEqualTo("parameter");
            assertThat(maildrop.password()).isEqualTo("method");
        }
    }

    @Nested
    @Pop3Server(username = "class", password = "class")
    class OnAParameterOfALifecycleMethod {

        private Maildrop before;

        @BeforeEach
        void askBefore(@Pop3Server(username = "before") Maildrop maildrop) {
            before = maildrop;
        }

        @AfterEach
        void askAfter(@Pop3Server(generate = 1) Maildrop maildrop) {
            assertThat(maildrop).isEqualTo(before);
            assertSubjects(maildrop, "Message 1");
        }

        @Test
        void isForAllTestsOfTheClassAndNearerThanTheClass(Maildrop maildrop) {
            assertThat(maildrop).isEqualTo(before);
            assertThat(maildrop.username()).isEqualTo("before");
            assertThat(maildrop.password()).isEqualTo("class");
        }

        @Test
        @Pop3Server(username = "method")
        void isFartherThanTheMethod() {
            assertThat(before.username()).isEqualTo("method");
        }
    }

    @Nested
    class OnAParameterOfBeforeEachAlone {

        private Maildrop before;

        @BeforeEach
        void ask(@Pop3Server(username = "before") Maildrop maildrop) {
            before = maildrop;
        }

        @Test
        void needsNoOtherAnnotation(Maildrop maildrop) {
            assertThat(maildrop).isEqualTo(before);
            assertThat(maildrop.username()).isEqualTo("before");
        }
    }

    @Nested
    class OnAParameterOfAfterEachAlone {

        @AfterEach
        void ask(@Pop3Server(generate = 1) Maildrop maildrop) {
            assertSubjects(maildrop, "Message 1");
        }

        @Test
        void theServerIsThereFromTheBeginning(Maildrop maildrop) {
            assertSubjects(maildrop, "Message 1");
        }
    }

    static class FirstSetup implements Pop3ServerSetup {
        @Override
        public void configure(Pop3TestServerBuilder builder) {
            builder.greeting("first").maildrop("outer", "password");
        }
    }

    static class SecondSetup implements Pop3ServerSetup {
        @Override
        public void configure(Pop3TestServerBuilder builder) {
            builder.maildrop("inner", "password");
        }
    }

    @Nested
    @Pop3Server(
            username = "outer-user",
            password = "outer",
            setup = FirstSetup.class,
            messages = "test-mails/first.eml")
    class OnAnEnclosingClass {

        @Nested
        class OfAClassWithout {

            @Test
            void isForTheNestedTests(Maildrop maildrop) {
                assertThat(maildrop.username()).isEqualTo("outer-user");
            }

            @RepeatedTest(2)
            void alsoIfTheyAreRepeated(Maildrop maildrop) {
                assertThat(maildrop.username()).isEqualTo("outer-user");
            }
        }

        @Nested
        @Pop3Server(username = "inner-user", setup = SecondSetup.class, messages = "test-mails/second.eml")
        class OfAClassWithItsOwn {

            @Test
            void theNestedClassIsNearer(Maildrop maildrop) {
                assertThat(maildrop.username()).isEqualTo("inner-user");
                assertThat(maildrop.password()).isEqualTo("outer");
            }

            @Test
            void messagesAddUpOutermostFirst(Maildrop maildrop) {
                assertSubjects(maildrop, "First", "Second");
            }

            @Test
            void setupsAddUp(Pop3TestServer server) {
                assertThat(server.maildrop("outer").messages()).isEmpty();
                assertThat(server.maildrop("inner").messages()).isEmpty();
            }

            @Test
            @Pop3Server(username = "test-user", messages = "test-mails/first.eml")
            void theMethodIsNearest(Maildrop maildrop) {
                assertThat(maildrop.username()).isEqualTo("test-user");
                assertSubjects(maildrop, "First", "Second", "First");
            }

            @Nested
            @Pop3Server(messages = "test-mails/first.eml")
            class OfAThirdLevel {

                @Test
                void theNearestEnclosingClassIsNearer(Maildrop maildrop) {
                    assertThat(maildrop.username()).isEqualTo("inner-user");
                    assertSubjects(maildrop, "First", "Second", "First");
                }
            }
        }
    }

    @Nested
    class OnASuperclassOfBothOuterAndNested extends Base {

        @Nested
        class Inner extends Base {

            @Test
            void countsOnce(Maildrop maildrop) {
                assertSubjects(maildrop, "First");
            }
        }
    }

    static class OuterWithNested {

        @Nested
        class Inherited {

            @Test
            void theTestClassCountsAsEnclosing(Maildrop maildrop) {
                assertThat(maildrop.username()).isEqualTo("heir");
            }
        }
    }

    @Nested
    @Pop3Server(username = "heir")
    class OnASubclassOfTheEnclosingClass extends OuterWithNested {}
}
