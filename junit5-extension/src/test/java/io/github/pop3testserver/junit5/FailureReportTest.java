package io.github.pop3testserver.junit5;

import static io.github.pop3testserver.assertj.Pop3Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.github.pop3testserver.Gate;
import io.github.pop3testserver.Maildrop;
import io.github.pop3testserver.Pop3TestServer;
import io.github.pop3testserver.model.Pop3Endpoint;
import io.github.pop3testserver.model.Pop3Event;
import io.github.pop3testserver.model.Strictness;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** What a failed test says besides. */
class FailureReportTest {

    private static final String HEADING = "POP3 conversations of this test:\n\nsession 1 of 1   127.0.0.1:";

    private static String onlySuppressed(Throwable failure) {
        assertThat(failure.getSuppressed()).hasSize(1);
        Throwable suppressed = failure.getSuppressed()[0];
        assertThat(suppressed.getStackTrace()).isEmpty();
        return suppressed.toString();
    }

    @Pop3Server
    static class FromTheTestItself {
        @Test
        void fails(Pop3Endpoint endpoint) {
            Pop3Client.talk(endpoint, "NOOP");
            throw new IllegalStateException("failed");
        }
    }

    @Test
    void theFailureOfATestIsJoinedByTheConversations() {
        Throwable failure = Run.of(FromTheTestItself.class).failure();

        assertThat(failure).hasMessage("failed");
        assertThat(onlySuppressed(failure))
                .startsWith(HEADING)
                .contains("   ended by QUIT   ", "C: PASS ********\n", "C: NOOP\n", "C: QUIT\n")
                .doesNotContain("password", "unused faults");
    }

    @Pop3Server
    static class InBeforeEach {
        @BeforeEach
        void fails(Pop3Endpoint endpoint) {
            Pop3Client.talk(endpoint, "NOOP");
            throw new IllegalStateException("failed");
        }

        @Test
        void test() {}
    }

    @Pop3Server
    static class InAfterEach {
        @AfterEach
        void fails(Pop3Endpoint endpoint) {
            Pop3Client.talk(endpoint, "NOOP");
            throw new IllegalStateException("failed");
        }

        @Test
        void test() {}
    }

    @Test
    void soIsTheFailureOfALifecycleMethod() {
        assertThat(onlySuppressed(Run.of(InBeforeEach.class).failure())).startsWith(HEADING);
        assertThat(onlySuppressed(Run.of(InAfterEach.class).failure())).startsWith(HEADING);
    }

    @Pop3Server
    static class InTestAndAfterEach {
        @Test
        void failsFirst(Pop3Endpoint endpoint) {
            Pop3Client.talk(endpoint, "NOOP");
            throw new IllegalStateException("failed first");
        }

        @AfterEach
        void failsAgain() {
            throw new IllegalStateException("failed again");
        }
    }

    @Test
    void theConversationsAreToldOnce() {
        Throwable failure = Run.of(InTestAndAfterEach.class).failure();

        assertThat(failure).hasMessage("failed first");
        assertThat(failure.getSuppressed()).hasSize(2);
        assertThat(failure.getSuppressed()[0]).hasMessage("failed again").hasNoSuppressedExceptions();
        assertThat(failure.getSuppressed()[1].toString()).startsWith(HEADING);
    }

    @Pop3Server
    static class WithoutAConversation {
        @Test
        void fails() {
            throw new IllegalStateException("failed");
        }
    }

    @Test
    void thatNobodyHasConnectedIsWorthSaying() {
        assertThat(onlySuppressed(Run.of(WithoutAConversation.class).failure()))
                .isEqualTo("POP3 conversations of this test:\n\nno client has connected");
    }

    @Pop3Server
    static class ByOurAssertion {
        @Test
        void fails(Pop3Endpoint endpoint, Maildrop maildrop) {
            try (Pop3Client client = Pop3Client.loggedInTo(endpoint)) {
                client.say("NOOP");
                assertThat(maildrop).isNotLocked();
            }
        }
    }

    @Test
    void whatTheMessageTellsIsNotToldAgain() {
        Throwable failure = Run.of(ByOurAssertion.class).failure();

        assertThat(failure).hasMessageContaining("C: NOOP").hasNoSuppressedExceptions();
    }

    @Pop3Server
    static class ByOurAssertionBeforeMoreIsSaid {
        private Pop3Client client;

        @BeforeEach
        void connect(Pop3Endpoint endpoint) {
            client = Pop3Client.loggedInTo(endpoint);
        }

        @Test
        void fails(Maildrop maildrop) {
            assertThat(maildrop).isNotLocked();
        }

        @AfterEach
        void sayMore() {
            client.say("NOOP");
            client.close();
        }
    }

    @Test
    void whatIsSaidAfterTheFailureIsTold() {
        Throwable failure = Run.of(ByOurAssertionBeforeMoreIsSaid.class).failure();

        assertThat(failure).hasMessageContaining("C: PASS").message().doesNotContain("C: NOOP");
        assertThat(onlySuppressed(failure)).contains("C: PASS", "C: NOOP");
    }

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

        String complaint = "on(RETR).err(\"never\") at FailureReportTest$WithAnUnusedFault.";
        assertThat(failures).hasSize(3);
        assertThat(failures)
                .filteredOn(failure -> failure.getMessage().startsWith("on(RETR)"))
                .singleElement()
                .satisfies(failure -> assertThat(failure)
                        .isInstanceOf(AssertionError.class)
                        .hasMessageContainingAll(complaint, "was never applied", "C: NOOP")
                        .hasNoSuppressedExceptions());
        assertThat(failures)
                .filteredOn(failure -> failure.getMessage().equals("failed"))
                .singleElement()
                .satisfies(failure -> assertThat(onlySuppressed(failure))
                        .startsWith(HEADING)
                        .containsOnlyOnce("C: NOOP")
                        .containsPattern("\n\nBesides, unused faults:\n.*was never applied: no RETR came"));
        assertThat(failures)
                .filteredOn(failure -> failure.getMessage().startsWith("Expecting"))
                .singleElement()
                .satisfies(failure ->
                        assertThat(onlySuppressed(failure)).startsWith("Besides, unused faults:\n" + complaint));
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
        assertThat(onlySuppressed(Run.of(LenientAndFailing.class).failure())).doesNotContain("unused");
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

        String complaint = "on(NOOP).hold() at FailureReportTest$WithAGateLeftClosed.hold(FailureReportTest.java:";
        assertThat(failures).hasSize(2);
        assertThat(failures)
                .filteredOn(failure -> failure.getMessage().startsWith(complaint))
                .singleElement()
                .satisfies(failure -> assertThat(failure)
                        .isInstanceOf(AssertionError.class)
                        .hasMessageContaining("was never released"));
        assertThat(failures)
                .filteredOn(failure -> failure.getMessage().equals("failed"))
                .singleElement()
                .satisfies(failure ->
                        assertThat(onlySuppressed(failure)).contains("\n\nBesides, unused faults:\n" + complaint));
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
                .satisfies(failure ->
                        assertThat(onlySuppressed(failure)).startsWith(HEADING).contains("C: NOOP"));
    }

    @Pop3Server
    static class Dynamic {
        @TestFactory
        Stream<DynamicTest> dynamicTests(Pop3TestServer server) {
            server.on(Pop3Event.RETR).err("for a later test");
            return Stream.of(
                    dynamicTest("passes", () -> Pop3Client.talk(server.endpoint(), "STAT")),
                    dynamicTest("fails", () -> {
                        Pop3Client.talk(server.endpoint(), "NOOP");
                        throw new IllegalStateException("failed");
                    }));
        }
    }

    @Test
    void aDynamicTestIsToldTheConversationsOfItsFactory() {
        Throwable failure = Run.of(Dynamic.class).failure();

        assertThat(failure).hasMessage("failed");
        assertThat(onlySuppressed(failure))
                .startsWith("POP3 conversations of this test:\n\nsession 1 of 2")
                .contains("C: STAT", "C: NOOP")
                .doesNotContain("unused faults");
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

    @Pop3Server(transcript = TranscriptReport.NEVER)
    static class Never {
        @Test
        void fails(Pop3TestServer server) {
            server.on(Pop3Event.RETR).err("never");
            throw new IllegalStateException("failed");
        }
    }

    @Test
    void neverMeansThatAFailureStaysAsItIs() {
        Run run = Run.of(Never.class);

        assertThat(run.failure()).hasMessage("failed").hasNoSuppressedExceptions();
        assertThat(run.entries()).isEmpty();
    }

    @Test
    void theConversationsOfAFailedTestArePublishedAsAFile(@TempDir Path directory) {
        Throwable failure = Run.of(FromTheTestItself.class, directory).failure();

        assertThat(Run.filesIn(directory)).singleElement().satisfies(file -> {
            assertThat(file).hasFileName("pop3-transcript-FailureReportTest.FromTheTestItself.fails.txt");
            assertThat("POP3 conversations of this test:\n\n" + Files.readString(file))
                    .isEqualTo(onlySuppressed(failure) + "\n");
        });
    }

    @Test
    void soAreThoseOfATestWhoseFaultsAreUnused(@TempDir Path directory) {
        Run.of(WithAnUnusedFault.class, directory);

        assertThat(Run.filesIn(directory)).hasSize(3);
    }

    @Test
    void whereNoFilesCanBeTheyAreAReportEntry() {
        assertThat(Run.of(FromTheTestItself.class).entries())
                .singleElement()
                .satisfies(entry -> assertThat(entry)
                        .containsOnlyKeys("pop3-transcript-FailureReportTest.FromTheTestItself.fails.txt")
                        .values()
                        .first()
                        .asString()
                        .contains("C: NOOP"));
    }

    static class Passing {
        @Test
        @Pop3Server(transcript = TranscriptReport.ALWAYS)
        void alwaysTold(Pop3Endpoint endpoint) {
            Pop3Client.talk(endpoint, "NOOP");
        }

        @Test
        @Pop3Server(transcript = TranscriptReport.ALWAYS)
        void toldIfAborted() {
            Assumptions.abort("not today");
        }

        @TestFactory
        @Pop3Server(transcript = TranscriptReport.ALWAYS)
        Stream<DynamicTest> toldForTheFactory() {
            return Stream.of(dynamicTest("passes", () -> {}));
        }

        @Test
        @Pop3Server
        void notTold(Pop3Endpoint endpoint) {
            Pop3Client.talk(endpoint, "NOOP");
        }
    }

    @Test
    void alwaysMeansAFileForEveryTest(@TempDir Path directory) {
        Run.of(Passing.class, directory);

        assertThat(Run.filesIn(directory))
                .extracting(file -> file.getFileName().toString())
                .containsExactlyInAnyOrder(
                        "pop3-transcript-FailureReportTest.Passing.alwaysTold.txt",
                        "pop3-transcript-FailureReportTest.Passing.toldIfAborted.txt",
                        "pop3-transcript-FailureReportTest.Passing.toldForTheFactory.txt");
    }
}
