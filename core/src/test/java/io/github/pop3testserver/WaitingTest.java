package io.github.pop3testserver;

import static io.github.pop3testserver.model.Pop3Event.NOOP;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.pop3testserver.model.SessionEnd;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What ends a wait. */
class WaitingTest {

    /** Nobody has to wait for as long. */
    private static final Duration LONG = Duration.ofMinutes(10);

    private final Pop3TestServer server = Pop3TestServer.start();

    @AfterEach
    void close() {
        server.close();
    }

    /** What a thread has thrown that waits while the server is closed. */
    private Throwable failureAtClose(Runnable wait) {
        CompletableFuture<Throwable> failure = new CompletableFuture<>();
        Thread waiting = new Thread(() -> {
            try {
                wait.run();
                failure.complete(new IllegalStateException("the wait has succeeded"));
            } catch (Throwable e) {
                failure.complete(e);
            }
        });
        waiting.start();
        while (waiting.getState() != Thread.State.TIMED_WAITING) {
            Thread.onSpinWait();
        }
        server.close();
        return failure.join();
    }

    @Test
    void closeEndsTheWaitForACommand() {
        RawClient.greetedBy(server).close();
        assertThat(failureAtClose(() -> server.await(LONG).command(NOOP)))
                .isInstanceOf(AssertionError.class)
                .hasMessage("stopped waiting for a NOOP command: the server was closed")
                .satisfies(failure -> assertThat(failure.getSuppressed()[0]).hasMessageContaining("session 1 of 1   "));
    }

    @Test
    void closeEndsTheWaitForAFault() {
        InstalledFault fault = server.on(NOOP).always().err("no");
        assertThat(failureAtClose(() -> server.await(LONG).applied(fault)))
                .isInstanceOf(AssertionError.class)
                .hasMessageStartingWith("stopped waiting for the fault " + fault + ": the server was closed");
    }

    @Test
    void closeEndsTheWaitAtAGate() {
        Gate gate = server.on(NOOP).hold();
        assertThat(failureAtClose(gate::awaitReached))
                .isInstanceOf(AssertionError.class)
                .hasMessageStartingWith("stopped waiting for the fault " + gate + ": the server was closed");
    }

    @Test
    void closeEndsTheWaitForSessionsThatNeverBegan() {
        assertThat(failureAtClose(() -> server.await(LONG).sessionsEnded(1)))
                .isInstanceOf(AssertionError.class)
                .hasMessageStartingWith("stopped waiting for 1 session to end: the server was closed");
    }

    @Test
    void aSessionThatCloseEndsIsHandedOut() {
        CompletableFuture<Pop3Session> ended = new CompletableFuture<>();
        try (RawClient client = RawClient.greetedBy(server)) {
            assertThat(failureAtClose(() -> ended.complete(server.await(LONG).sessionEnd())))
                    .hasMessage("the wait has succeeded");
            assertThat(client).isNotNull();
        }
        assertThat(ended.join().end()).isEqualTo(SessionEnd.SERVER_STOPPED);
    }

    @Test
    void afterCloseWhatHasHappenedIsThereAndNothingElseIsWaitedFor() {
        RawClient.loggedInTo(server).close();
        server.close();
        Pop3Await await = server.await(LONG);
        await.noOpenConnections();
        assertThat(await.sessionEnd().number()).isEqualTo(1);
        assertThatThrownBy(await::sessionEnd)
                .isInstanceOf(AssertionError.class)
                .hasMessage("stopped waiting for a session to end, in addition to the 1 returned before: the"
                        + " server was closed");
    }
}
