package io.github.pop3testserver.junit5;

import static io.github.pop3testserver.assertj.Pop3Assertions.assertThat;
import static io.github.pop3testserver.assertj.Pop3Assertions.assertThatThrownBy;

import io.github.pop3testserver.Gate;
import io.github.pop3testserver.Pop3TestServer;
import io.github.pop3testserver.model.Pop3Endpoint;
import io.github.pop3testserver.model.Pop3Event;
import java.net.ConnectException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;

/** A time-out shows how things stood when it struck, and not what the interrupt made of them. */
class TimeoutReportTest {

    private static final String DOWN =
            "Then the server went down, to wake clients that were waiting for it. What they report"
                    + " after that, refused connections for example, is not the cause.";

    /** A test that waits for ever, with a client that says farewell when it is interrupted. */
    private static void waitForEver(Pop3Client client) throws InterruptedException {
        try {
            new CountDownLatch(1).await();
        } finally {
            client.say("QUIT");
        }
    }

    private static void assertToldAsOfTheTimeout(Class<?> testClass) {
        Throwable failure = Run.of(testClass).failure();

        assertThat(failure).isInstanceOf(TimeoutException.class);
        assertThat(failure.getSuppressed())
                .filteredOn(Conversations.class::isInstance)
                .singleElement()
                .satisfies(conversations -> assertThat(conversations.toString())
                        .startsWith("POP3 conversations of this test when its time was up:\n\nsession 1 of 1")
                        .contains("   still open   ", "C: PASS")
                        .doesNotContain("C: QUIT")
                        .endsWith("\n\n" + DOWN));
    }

    @Pop3Server
    abstract static class Waiting {

        private Pop3Client client;

        @BeforeEach
        void connect(Pop3Endpoint endpoint) {
            client = Pop3Client.loggedInTo(endpoint);
        }

        @AfterEach
        void hangUp() {
            client.close();
        }

        void waitForEver() throws InterruptedException {
            TimeoutReportTest.waitForEver(client);
        }
    }

    static class InTheTestItself extends Waiting {
        @Test
        @Timeout(value = 20, unit = TimeUnit.MILLISECONDS)
        void hangs() throws InterruptedException {
            waitForEver();
        }
    }

    @Test
    void ofATest() {
        assertToldAsOfTheTimeout(InTheTestItself.class);
    }

    static class InASeparateThread extends Waiting {
        /** A second: when its time is up before the thread has started, JUnit fails with an error of its own. */
        @Test
        @Timeout(value = 1, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
        void hangs() throws InterruptedException {
            waitForEver();
        }
    }

    @Test
    void ofATestInAThreadOfItsOwn() {
        assertToldAsOfTheTimeout(InASeparateThread.class);
    }

    static class InBeforeEach extends Waiting {
        @BeforeEach
        @Timeout(value = 20, unit = TimeUnit.MILLISECONDS)
        void hangs() throws InterruptedException {
            waitForEver();
        }

        @Test
        void test() {}
    }

    @Test
    void ofALifecycleMethod() {
        assertToldAsOfTheTimeout(InBeforeEach.class);
    }

    @Pop3Server
    static class AtAGate {
        @Test
        @Timeout(1)
        void hangs(Pop3TestServer server) throws InterruptedException {
            try (Gate gate = server.on(Pop3Event.NOOP).hold();
                    Pop3Client client = Pop3Client.loggedInTo(server.endpoint())) {
                client.begin("NOOP");
                gate.awaitReached();
                new CountDownLatch(1).await();
            }
        }
    }

    @Test
    void endsWithTheFaultThatTheClientWaitsFor() {
        assertThat(Run.of(AtAGate.class).failure().getSuppressed())
                .filteredOn(Conversations.class::isInstance)
                .singleElement()
                .asString()
                .containsPattern(
                        "C: NOOP\n.* -- fault: on\\(NOOP\\)\\.hold\\(\\) at TimeoutReportTest\\$AtAGate\\.hangs"
                                + "\\(TimeoutReportTest\\.java:\\d+\\), waiting for \\d+ ms\n\n" + DOWN + "$");
    }

    /** It follows at once: a test that is over before it would leave it to JUnit. */
    private static void awaitInterrupt() {
        while (!Thread.currentThread().isInterrupted()) {
            Thread.onSpinWait();
        }
    }

    @Pop3Server
    static class InARead {
        @Test
        @Timeout(1)
        void hangs(Pop3TestServer server) {
            server.on(Pop3Event.NOOP).stall();
            try (Pop3Client client = Pop3Client.loggedInTo(server.endpoint())) {
                assertThat(client.say("NOOP")).isNull();
                assertThatThrownBy(() -> Pop3Client.connectedTo(server.endpoint()))
                        .hasRootCauseInstanceOf(ConnectException.class);
            }
            awaitInterrupt();
        }
    }

    /** What blocks in a read is not woken by an interrupt, but by the end of its connection. */
    @Test
    void wakesAClientThatReadsWithoutATimeoutAndTurnsAwayWhoTriesAgain() {
        Throwable failure = Run.of(InARead.class).failure();

        assertThat(failure).isInstanceOf(TimeoutException.class);
        assertThat(failure.getSuppressed())
                .singleElement()
                .asString()
                .startsWith("POP3 conversations of this test when its time was up:\n\nsession 1 of 1")
                .contains("   still open   ")
                .containsPattern(
                        "C: NOOP\n.* -- fault: on\\(NOOP\\)\\.stall\\(\\) at .*, waiting for \\d+ ms\n\n" + DOWN + "$");
    }

    @Pop3Server("closed")
    @Pop3Server("open")
    static class AfterItClosedAServer {
        @Test
        @Timeout(1)
        void hangs(@Pop3Server("closed") Pop3TestServer closed, @Pop3Server("open") Pop3TestServer open) {
            closed.close();
            open.on(Pop3Event.NOOP).stall();
            try (Pop3Client client = Pop3Client.loggedInTo(open.endpoint())) {
                assertThat(client.say("NOOP")).isNull();
            }
            awaitInterrupt();
        }
    }

    @Test
    void wakesAClientWhereAnotherServerWasClosed() {
        Throwable failure = Run.of(AfterItClosedAServer.class).failure();

        assertThat(failure).isInstanceOf(TimeoutException.class);
        assertThat(failure.getSuppressed()).allMatch(Conversations.class::isInstance);
    }

    @Pop3Server(scope = Scope.CLASS)
    @TestMethodOrder(MethodOrderer.MethodName.class)
    static class OnASharedServer {
        @Test
        @Timeout(1)
        void first(Pop3TestServer server) {
            server.on(Pop3Event.NOOP).stall();
            try (Pop3Client client = Pop3Client.loggedInTo(server.endpoint())) {
                client.say("NOOP");
            }
            awaitInterrupt();
        }

        @Test
        void second(Pop3Endpoint endpoint) {
            Pop3Client.talk(endpoint, "NOOP");
        }
    }

    @Test
    void theNextTestOfASharedServerIsServed() {
        assertThat(Run.of(OnASharedServer.class).failure()).isInstanceOf(TimeoutException.class);
    }
}
