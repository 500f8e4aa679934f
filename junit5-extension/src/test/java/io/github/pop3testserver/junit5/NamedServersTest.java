package io.github.pop3testserver.junit5;

import static io.github.pop3testserver.assertj.Pop3Assertions.assertThat;

import io.github.pop3testserver.Maildrop;
import io.github.pop3testserver.Pop3TestServer;
import io.github.pop3testserver.Pop3TestServerBuilder;
import io.github.pop3testserver.model.Pop3Endpoint;
import io.github.pop3testserver.model.Pop3Event;
import io.github.pop3testserver.model.Tls;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ParameterResolutionException;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Several servers in one test. */
class NamedServersTest {

    @Retention(RetentionPolicy.RUNTIME)
    @Pop3Server(value = "archive", username = "archivist")
    @interface Archive {}

    @Nested
    @Pop3Server(value = "invoices", generate = 1)
    @Archive
    class OnAClass {

        @Pop3Server("archive")
        private Maildrop archive;

        @Test
        void eachNameIsAServerOfItsOwn(
                @Pop3Server("invoices") Pop3TestServer first, @Pop3Server("archive") Pop3TestServer second) {
            Pop3Client.talk(first.endpoint(), "DELE 1");

            assertThat(first).hasSessions(1);
            assertThat(second).isNotSameAs(first).hasSessions(0);
            assertThat(second.maildrop()).isEqualTo(archive);
            assertThat(archive.username()).isEqualTo("archivist");
        }

        @Test
        void anAnnotationCanStandForTheName(@Archive Pop3Endpoint endpoint) {
            assertThat(endpoint.username()).isEqualTo("archivist");
        }

        @Test
        @Pop3Server(value = "invoices", generate = 3)
        void theNearestValueCountsForEachName(
                @Pop3Server("invoices") Maildrop invoices, @Pop3Server(value = "archive", generate = 2) Maildrop same) {
            assertThat(invoices.messages()).hasSize(3);
            assertThat(archive.messages()).hasSize(2);
            assertThat(same).isEqualTo(archive);
        }

        @Test
        void theNameTellsThemApartInMessages(@Pop3Server("archive") Pop3TestServer server) {
            assertThat(server.name()).isEqualTo("NamedServersTest.OnAClass.theNameTellsThemApartInMessages, archive");
        }

        @Nested
        @Pop3Server(value = "spool", tls = Tls.IMPLICIT)
        class WithOneMore {

            @Test
            void theServersOfEnclosingClassesAreThereToo(
                    @Pop3Server("spool") Pop3Endpoint spool, @Pop3Server("invoices") Pop3Endpoint invoices) {
                assertThat(spool.tls()).isEqualTo(Tls.IMPLICIT);
                assertThat(invoices.tls()).isEqualTo(Tls.NONE);
            }
        }
    }

    @Retention(RetentionPolicy.RUNTIME)
    @Pop3Server("a")
    @Pop3Server("b")
    @interface AAndB {}

    @Nested
    @AAndB
    class OnAnAnnotation {

        @Test
        void itCanStandForSeveral(@Pop3Server("a") Pop3TestServer a, @Pop3Server("b") Pop3TestServer b) {
            assertThat(a.port()).isNotEqualTo(b.port());
        }
    }

    @Nested
    class OnParametersAlone {

        @Test
        void eachNameIsAServerOfItsOwn(
                @Pop3Server("a") Pop3TestServer a, @Pop3Server("b") Pop3TestServer b, @Pop3Server("a") Maildrop ofA) {
            assertThat(a.port()).isNotEqualTo(b.port());
            assertThat(a.maildrop()).isEqualTo(ofA);
        }

        @Test
        @Pop3Server("only")
        void theOnlyServerNeedsNoName(Pop3TestServer plain, @Pop3Server(generate = 1) Maildrop annotated) {
            assertThat(plain.maildrop()).isEqualTo(annotated);
            assertThat(annotated.messages()).hasSize(1);
        }
    }

    @Nested
    @Pop3Server(username = "main")
    class BesideOneWithoutAName {

        private Pop3Endpoint endpoint;

        @BeforeEach
        void connect(Pop3Endpoint endpoint) {
            this.endpoint = endpoint;
        }

        @Test
        @Pop3Server("second")
        void whoGivesNoNameHasTheOneWithout(Maildrop main, @Pop3Server("second") Maildrop second) {
            assertThat(endpoint.username()).isEqualTo("main");
            assertThat(main.username()).isEqualTo("main");
            assertThat(second.username()).isEqualTo("user");
        }
    }

    private static final String HERE = "io.github.pop3testserver.junit5.NamedServersTest$";

    @Pop3Server("b")
    @Pop3Server("a")
    static class WithoutSayingWhich {
        @Test
        void test(Maildrop maildrop) {}
    }

    @Test
    void whoDoesNotSayWhichOfSeveralIsToldTheCandidates() {
        assertThat(Run.of(WithoutSayingWhich.class).failure())
                .isInstanceOf(ParameterResolutionException.class)
                .hasMessage(
                        "@Pop3Server cannot inject parameter \"io.github.pop3testserver.Maildrop maildrop\" of method "
                                + HERE
                                + "WithoutSayingWhich#test(Maildrop): several servers are declared; choose one:"
                                + " @Pop3Server(\"a\") or @Pop3Server(\"b\")");
    }

    @Pop3Server("b")
    @Pop3Server("a")
    static class WithAFieldThatDoesNotSayWhich {
        @Pop3Server
        Maildrop maildrop;

        @Test
        void test() {}
    }

    @Test
    void soIsAField() {
        assertThat(Run.of(WithAFieldThatDoesNotSayWhich.class).failures())
                .isNotEmpty()
                .allSatisfy(failure -> assertThat(failure)
                        .isInstanceOf(ExtensionConfigurationException.class)
                        .hasMessage("@Pop3Server on field " + HERE
                                + "WithAFieldThatDoesNotSayWhich#maildrop: several"
                                + " servers are declared; choose one: @Pop3Server(\"a\") or @Pop3Server(\"b\")"));
    }

    @Pop3Server("invoices")
    @Pop3Server
    static class WithAMisspeltName {
        @Test
        void test(@Pop3Server("invoice") Maildrop maildrop) {}
    }

    @Test
    void aNameThatNobodyHasDeclaredIsRefused() {
        assertThat(Run.of(WithAMisspeltName.class).failure())
                .isInstanceOf(ExtensionConfigurationException.class)
                .hasMessage(
                        "@Pop3Server(\"invoice\") on parameter \"io.github.pop3testserver.Maildrop maildrop\" of method "
                                + HERE
                                + "WithAMisspeltName#test(Maildrop): no server is named \"invoice\"; declared: @Pop3Server,"
                                + " @Pop3Server(\"invoices\"). Fix the name, or declare it on the class or the test");
    }

    @Pop3Server
    static class OnAParameter {
        @Test
        void test(@Pop3Server("invoice") Maildrop maildrop) {}
    }

    @Pop3Server
    static class OnAParameterBefore {
        @BeforeEach
        void before(@Pop3Server("invoice") Maildrop maildrop) {}

        @Test
        void test() {}
    }

    @Pop3Server
    static class OnAConstructor {
        OnAConstructor(@Pop3Server("invoice") Maildrop maildrop) {}

        @Test
        void test() {}
    }

    @Pop3Server
    static class OnAField {
        @Pop3Server("invoice")
        Maildrop maildrop;

        @Test
        void test() {}
    }

    static class OnAParameterBesideAField {
        @Pop3Server
        Pop3TestServer server;

        @Test
        void test(@Pop3Server("invoice") Maildrop maildrop) {}
    }

    static class OnAParameterBesideAMethod {
        @Test
        @Pop3Server
        void test(@Pop3Server("invoice") Maildrop maildrop) {}
    }

    @ParameterizedTest
    @ValueSource(
            classes = {
                OnAParameter.class,
                OnAParameterBefore.class,
                OnAConstructor.class,
                OnAField.class,
                OnAParameterBesideAField.class,
                OnAParameterBesideAMethod.class
            })
    void soItIsBesideAServerWithoutAName(Class<?> testClass) {
        assertThat(Run.of(testClass).failures())
                .isNotEmpty()
                .allSatisfy(failure -> assertThat(failure)
                        .isInstanceOf(ExtensionConfigurationException.class)
                        .hasMessageStartingWith("@Pop3Server(\"invoice\") on ")
                        .hasMessageContaining(testClass.getName())
                        .hasMessageEndingWith(
                                ": no server is named \"invoice\"; declared: @Pop3Server. Fix the name, or"
                                        + " declare it on the class or the test"));
    }

    static class WithTwoNames {
        @Test
        void test(@Pop3Server("a") @Pop3Server("b") Maildrop maildrop) {}
    }

    @Test
    void aParameterWithTwoNamesIsRefused() {
        assertThat(Run.of(WithTwoNames.class).failure())
                .isInstanceOf(ParameterResolutionException.class)
                .hasMessageEndingWith(
                        "#test(Maildrop): @Pop3Server names several servers, \"a\" and \"b\"; keep one" + " name");
    }

    @Pop3Server("a")
    @Pop3Server(value = "b", setup = FailingSetup.class)
    static class BesideOneThatCannotStart {
        @Test
        void test() {}
    }

    static class FailingSetup implements Pop3ServerSetup {
        @Override
        public void configure(Pop3TestServerBuilder builder) {
            assertThat(Seen.isRunning("NamedServersTest.BesideOneThatCannotStart.test, a"))
                    .isTrue();
            throw new IllegalStateException("the second cannot start");
        }
    }

    @Test
    void aServerIsClosedIfTheNextCannotStart() {
        assertThat(Run.of(BesideOneThatCannotStart.class).failure())
                .hasMessageContaining("@Pop3Server(\"b\") on class")
                .hasMessageEndingWith("the second cannot start");

        assertThat(Seen.isRunning("NamedServersTest.BesideOneThatCannotStart.test, a"))
                .isFalse();
    }

    @Pop3Server("a")
    @Pop3Server("b")
    static class Failing {
        @Test
        void fails(@Pop3Server("a") Pop3TestServer a, @Pop3Server("b") Pop3TestServer b) {
            b.on(Pop3Event.RETR).err("never");
            Pop3Client.talk(a.endpoint(), "NOOP");
            Pop3Client.talk(b.endpoint(), "STAT");
            throw new IllegalStateException("failed");
        }

        @Test
        void usesNoFault(@Pop3Server("a") Pop3TestServer a, @Pop3Server("b") Pop3TestServer b) {
            a.on(Pop3Event.RETR).err("never at a");
            b.on(Pop3Event.RETR).err("never at b");
        }
    }

    @Test
    void aFailureTellsTheConversationsWithEachOfThem(@TempDir Path directory) {
        Throwable failure = failure(Run.of(Failing.class, directory), "failed");

        assertThat(failure.getSuppressed())
                .extracting(Throwable::toString)
                .satisfiesExactly(
                        a -> assertThat(a)
                                .startsWith("POP3 conversations of this test with server \"a\":\n\nsession 1 of 1")
                                .contains("C: NOOP")
                                .doesNotContain("C: STAT", "unused"),
                        b -> assertThat(b)
                                .startsWith("POP3 conversations of this test with server \"b\":\n\nsession 1 of 1")
                                .contains("C: STAT", "\n\nBesides, unused faults:\non(RETR).err(\"never\") at ")
                                .doesNotContain("C: NOOP"));
        assertThat(Run.filesIn(directory))
                .extracting(file -> file.getFileName().toString())
                .contains(
                        "pop3-transcript-NamedServersTest.Failing.fails-a.txt",
                        "pop3-transcript-NamedServersTest.Failing.fails-b.txt");
    }

    @Test
    void theUnusedFaultsOfAllOfThemFailATest() {
        Throwable failure = failure(Run.of(Failing.class), "on(RETR).err(\"never at a\")");

        assertThat(failure).isInstanceOf(AssertionError.class);
        assertThat(failure.getSuppressed())
                .anySatisfy(other -> assertThat(other)
                        .isInstanceOf(AssertionError.class)
                        .hasMessageStartingWith("on(RETR).err(\"never at b\")"));
    }

    private static Throwable failure(Run run, String message) {
        return run.failures().stream()
                .filter(each -> each.getMessage().startsWith(message))
                .findFirst()
                .orElseThrow();
    }
}
