package io.github.pop3testserver.junit5;

import static io.github.pop3testserver.assertj.Pop3Assertions.assertThat;

import io.github.pop3testserver.Gate;
import io.github.pop3testserver.Pop3TestServer;
import io.github.pop3testserver.model.Pop3Endpoint;
import io.github.pop3testserver.model.Pop3Event;
import io.github.pop3testserver.model.Strictness;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a test fails by when it is over. */
class VerificationTest {

    private static final String HEADING = "POP3 conversations of this test:\n\nsession 1 of 1   127.0.0.1:";

    @Pop3Server
    static class WithAnUnusedFault {
        @Test
        void passes(Pop3TestServer server) {
            server.on(Pop3Event.RETR).err("never");
            Pop3Client.talk(server.endpoint(), "NOOP");
        }

        @Test
        void fails(Pop3TestServer server) {
            server.on(Pop3Event.RETR).err("never");
            Pop3Client.talk(server.endpoint(), "NOOP");
            throw new IllegalStateException("failed");
        }

        @Test
        void failsByOurAssertion(Pop3TestServer server) {
            server.on(Pop3Event.RETR).err("never");
            assertThat(server).hasSessions(1);
        }
    }

    @Test
    void anUnusedFaultFailsAPassedTestAndIsANoteOnAFailedOne() {
        List<Throwable> failures = Run.of(WithAnUnusedFault.class).failures();

        String problem = "on(RETR).err(\"never\") at VerificationTest$WithAnUnusedFault.";
        assertThat(failures).hasSize(3);
        assertThat(failures)
                .filteredOn(failure -> failure.getMessage().startsWith("on(RETR)"))
                .singleElement()
                .satisfies(failure -> assertThat(failure)
                        .isInstanceOf(AssertionError.class)
                        .hasMessageContainingAll(
                                problem, "did not fire: the client sent no RETR after the fault was declared (it sent")
                        .satisfies(applied -> assertThat(FailureReportTest.onlySuppressed(applied))
                                .startsWith("POP3 conversations:\n\n")
                                .containsOnlyOnce("C: NOOP")));
        assertThat(failures)
                .filteredOn(failure -> failure.getMessage().equals("failed"))
                .singleElement()
                .satisfies(failure -> assertThat(FailureReportTest.onlySuppressed(failure))
                        .startsWith(HEADING)
                        .containsOnlyOnce("C: NOOP")
                        .containsPattern("\n\nBesides, unused faults:\n.*did not fire: the client sent no RETR after"));
        assertThat(failures)
                .filteredOn(failure -> failure.getMessage().startsWith("Expecting"))
                .singleElement()
                .satisfies(failure -> assertThat(failure.getSuppressed())
                        .extracting(Throwable::toString)
                        .satisfiesExactly(
                                conversations -> assertThat(conversations).startsWith("POP3 conversations:\n\n"),
                                unused -> assertThat(unused).startsWith("Besides, unused faults:\n" + problem)));
    }

    static class LessStrict {
        @Test
        @Pop3Server(strictness = Strictness.WARN)
        void warns(Pop3TestServer server) {
            server.on(Pop3Event.RETR).err("never");
        }

        @Test
        @Pop3Server(strictness = Strictness.LENIENT)
        void saysNothing(Pop3TestServer server) {
            server.on(Pop3Event.RETR).err("never");
        }
    }

    @Test
    void anUnusedFaultFailsNoTestThatIsLessStrict() {
        Run.of(LessStrict.class).passed(2);
    }

    @Pop3Server(strictness = Strictness.LENIENT)
    static class LenientAndFailing {
        @Test
        void fails(Pop3TestServer server) {
            server.on(Pop3Event.RETR).err("never");
            throw new IllegalStateException("failed");
        }
    }

    @Test
    void norIsItNotedOnTheFailureOfALenientOne() {
        assertThat(FailureReportTest.onlySuppressed(
                        Run.of(LenientAndFailing.class).failure()))
                .doesNotContain("unused");
    }

    @Pop3Server
    static class WithAGateLeftClosed {
        private Pop3Client client;

        @BeforeEach
        void hold(Pop3TestServer server) {
            client = Pop3Client.loggedInTo(server.endpoint());
            Gate gate = server.on(Pop3Event.NOOP).hold();
            client.begin("NOOP");
            gate.awaitReached();
        }

        @AfterEach
        void hangUp() {
            client.close();
        }

        @Test
        void passes() {}

        @Test
        void fails() {
            throw new IllegalStateException("failed");
        }
    }

    @Test
    void aGateLeftClosedIsAsAnUnusedFault() {
        List<Throwable> failures = Run.of(WithAGateLeftClosed.class).failures();

        String problem = "on(NOOP).hold() at VerificationTest$WithAGateLeftClosed.hold(VerificationTest.java:";
        assertThat(failures).hasSize(2);
        assertThat(failures)
                .filteredOn(failure -> failure.getMessage().startsWith(problem))
                .singleElement()
                .satisfies(failure -> assertThat(failure)
                        .isInstanceOf(AssertionError.class)
                        .hasMessageContaining("was never released"));
        assertThat(failures)
                .filteredOn(failure -> failure.getMessage().equals("failed"))
                .singleElement()
                .satisfies(failure -> assertThat(FailureReportTest.onlySuppressed(failure))
                        .contains("\n\nBesides, unused faults:\n" + problem));
    }

    @Pop3Server
    static class UsingItsFaultLate {
        @Test
        void passes(Pop3TestServer server) {
            server.on(Pop3Event.NOOP).err("late");
        }

        @AfterEach
        void useIt(Pop3Endpoint endpoint) {
            Pop3Client.talk(endpoint, "NOOP");
        }
    }

    @Test
    void aFaultCanBeUsedUntilAfterEachHasEnded() {
        Run.of(UsingItsFaultLate.class).passed(1);
    }

    @Pop3Server
    static class WithAnErrorInsideTheServer {
        @BeforeEach
        void provoke(Pop3TestServer server) {
            server.on(Pop3Event.NOOP)
                    .matching(line -> {
                        throw new IllegalStateException("inside");
                    })
                    .always()
                    .err("never");
            try (Pop3Client client = Pop3Client.loggedInTo(server.endpoint())) {
                client.say("NOOP");
            }
        }

        @Test
        void passes() {}

        @Test
        void fails() {
            throw new IllegalStateException("failed");
        }

        @Test
        @Pop3Server(transcript = TranscriptReport.NEVER)
        void failsWithoutConversations() {
            throw new IllegalStateException("failed");
        }

        @Test
        @Pop3Server(strictness = Strictness.LENIENT, transcript = TranscriptReport.NEVER)
        void passesLeniently() {}
    }

    @Test
    void anErrorInsideTheServerIsNeverHidden() {
        List<Throwable> failures = Run.of(WithAnErrorInsideTheServer.class).failures();

        assertThat(failures)
                .hasSize(4)
                .allSatisfy(failure -> assertThat(failure)
                        .hasStackTraceContaining("an error inside POP3 server")
                        .hasStackTraceContaining("Caused by: java.lang.IllegalStateException: inside"));
        assertThat(failures)
                .filteredOn(failure -> failure.getSuppressed().length > 0
                        && failure.getSuppressed()[0].getMessage().startsWith("an error inside"))
                .hasSize(2);
        assertThat(failures)
                .filteredOn(failure -> failure.getMessage().contains("WithAnErrorInsideTheServer.passes\""))
                .singleElement()
                .satisfies(failure -> assertThat(FailureReportTest.onlySuppressed(failure))
                        .startsWith(HEADING)
                        .contains("C: NOOP"));
    }

    @Pop3Server
    static class Aborted {
        @Test
        void aborts(Pop3TestServer server) {
            server.on(Pop3Event.RETR).err("never");
            Assumptions.abort("not today");
        }
    }

    @Test
    void anAbortedTestStaysAborted() {
        Run run = Run.of(Aborted.class);

        run.tests().assertStatistics(statistics -> statistics.aborted(1).failed(0));
        assertThat(run.entries()).isEmpty();
    }

    @Pop3Server
    static class WithAnAbortedDynamicTest {
        @TestFactory
        List<DynamicTest> tests(Pop3TestServer server) {
            server.on(Pop3Event.RETR).err("never");
            return List.of(
                    DynamicTest.dynamicTest("aborts", () -> Assumptions.abort("not today")),
                    DynamicTest.dynamicTest("passes", () -> {}));
        }
    }

    @Pop3Server
    static class WithAnAbortedFactory {
        @TestFactory
        Stream<DynamicTest> tests(Pop3TestServer server) {
            server.on(Pop3Event.RETR).err("never");
            return Stream.of(1, 2).map(number -> {
                Assumptions.assumeTrue(number == 1, "not today");
                return DynamicTest.dynamicTest("passes", () -> {});
            });
        }
    }

    @Test
    void anUnusedFaultDoesNotFailAFactoryIfADynamicTestAborts() {
        Run run = Run.of(WithAnAbortedDynamicTest.class);

        assertThat(run.failures()).isEmpty();
        run.tests().assertStatistics(statistics -> statistics.aborted(1).succeeded(1));
        assertThat(run.entries()).isEmpty();
        assertThat(Run.of(WithAnAbortedFactory.class).failures()).isEmpty();
    }

    @Pop3Server
    static class AbortedAround {
        @BeforeEach
        void declare(Pop3TestServer server, TestInfo test) {
            server.on(Pop3Event.RETR).err("never");
            Assumptions.assumeFalse(test.getDisplayName().startsWith("before"));
        }

        @Test
        void before() {}

        @ParameterizedTest
        @ValueSource(booleans = false)
        void within(boolean today) {
            Assumptions.assumeTrue(today);
        }

        @Test
        void after() {}

        @AfterEach
        void abort() {
            Assumptions.abort("not today");
        }
    }

    @Test
    void whateverAbortsATestAbortsIt() {
        Run run = Run.of(AbortedAround.class);

        assertThat(run.failures()).isEmpty();
        run.tests().assertStatistics(statistics -> statistics.aborted(3));
    }

    @Pop3Server
    static class WithAFailedDynamicTestBesideAnAbortedOne {
        @TestFactory
        List<DynamicTest> tests(Pop3TestServer server) {
            server.on(Pop3Event.RETR).err("never");
            return List.of(
                    DynamicTest.dynamicTest("aborts", () -> Assumptions.abort("not today")),
                    DynamicTest.dynamicTest("fails", () -> {
                        throw new IllegalStateException("failed");
                    }));
        }
    }

    @Test
    void itsFailuresAreReportedAsWithoutIt() {
        Run run = Run.of(WithAFailedDynamicTestBesideAnAbortedOne.class);

        assertThat(run.failure())
                .hasMessage("failed")
                .satisfies(failure -> assertThat(failure.getSuppressed()).hasSize(1));
        assertThat(run.entries()).hasSize(1);
    }

    @Test
    void soAreThoseOfATestWhoseFaultsAreUnused(@TempDir Path directory) {
        Run.of(WithAnUnusedFault.class, directory);

        assertThat(Run.filesIn(directory)).hasSize(3);
    }
}
