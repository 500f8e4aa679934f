package io.github.pop3testserver.junit5;

import static io.github.pop3testserver.assertj.Pop3Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.github.pop3testserver.Maildrop;
import io.github.pop3testserver.Pop3TestServer;
import io.github.pop3testserver.model.Pop3Endpoint;
import io.github.pop3testserver.model.Pop3Event;
import java.nio.file.Files;
import java.nio.file.Path;
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

    static String onlySuppressed(Throwable failure) {
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
    static class InTheConstructor {
        InTheConstructor(Pop3Endpoint endpoint) {
            Pop3Client.talk(endpoint, "NOOP");
            throw new IllegalStateException("failed");
        }

        @Test
        void test() {}
    }

    @Test
    void soIsTheFailureOfAConstructor() {
        Throwable failure = Run.of(InTheConstructor.class).failure();

        assertThat(failure).hasMessage("failed");
        assertThat(onlySuppressed(failure)).startsWith(HEADING).contains("C: NOOP");
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
                .matches(
                        "POP3 conversations of this test:\n\nno client connected to 127\\.0\\.0\\.1:\\d+; configure your client"
                                + " from Pop3Endpoint\\.host\\(\\) and port\\(\\)");
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
    void whatTheFailureShowsIsNotShownAgain() {
        Throwable failure = Run.of(ByOurAssertion.class).failure();

        assertThat(failure).message().doesNotContain("C: NOOP");
        assertThat(onlySuppressed(failure))
                .startsWith("POP3 conversations:\n\nsession 1 of 1   127.0.0.1:")
                .containsOnlyOnce("C: NOOP");
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

        assertThat(failure.getSuppressed()).hasSize(2);
        assertThat(failure.getSuppressed()[0].toString()).contains("C: PASS").doesNotContain("C: NOOP");
        assertThat(failure.getSuppressed()[1].toString()).startsWith(HEADING).contains("C: PASS", "C: NOOP");
    }

    @Pop3Server(generate = 60)
    static class OfALongAndARepeatedSession {
        @Test
        void fails(Pop3TestServer server, Maildrop maildrop) {
            for (int i = 0; i < 2; i++) {
                Pop3Client.talk(server.endpoint(), "NOOP");
            }
            try (Pop3Client client = Pop3Client.loggedInTo(server.endpoint())) {
                for (int number = 1; number <= 60; number++) {
                    client.say("DELE " + number);
                }
                client.say("QUIT");
            }
            assertThat(maildrop)
                    .hasDeletedExactly(maildrop.allMessages().stream()
                            .filter(message -> !message.subject().equals("Message 30"))
                            .toList());
        }
    }

    @Test
    void whatAFailureShowsWithAPointerIsNotShownAgain() {
        Throwable failure = Run.of(OfALongAndARepeatedSession.class).failure();

        assertThat(onlySuppressed(failure))
                .contains("session 2: same as session 1", " lines left out ...", "\"Message 30\"        <-- here");
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
