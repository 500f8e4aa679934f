package io.github.pop3testserver.junit5;

import static io.github.pop3testserver.assertj.Pop3Assertions.assertThat;
import static io.github.pop3testserver.model.SeedMessage.raw;

import io.github.pop3testserver.Pop3TestServer;
import io.github.pop3testserver.junit5.SweptFetcher.Habit;
import io.github.pop3testserver.model.Pop3Endpoint;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Clients that are hard to follow: each run reaches its failure, and passes. */
class SweepClientsTest {

    @Pop3Server
    static class NotReading {
        @FaultSweepTest(
                faults = {
                    FaultKind.DISCONNECT,
                    FaultKind.RESET,
                    FaultKind.REFUSAL,
                    FaultKind.LOST_REPLY,
                    FaultKind.DRIBBLE,
                    FaultKind.GARBLE,
                    FaultKind.UNAVAILABLE
                })
        void saysQuitAndIsGone(Pop3Endpoint endpoint) {
            for (int session = 0; session < 2; session++) {
                try (Pop3Client client = Pop3Client.connectedTo(endpoint)) {
                    client.begin("CAPA");
                    client.begin("QUIT");
                } catch (UncheckedIOException e) {
                    // Cut off, as is to be expected.
                }
            }
        }
    }

    @Pop3Server
    static class InTheBackground {
        @FaultSweepTest(faults = {FaultKind.DISCONNECT, FaultKind.GARBLE, FaultKind.PARTIAL_UPDATE})
        void polls(Pop3TestServer server) {
            server.maildrop().add(raw("Subject: a\n\na"));
            SweptFetcher fetcher = new SweptFetcher(server.endpoint(), Habit.NONE);
            CompletableFuture.runAsync(() -> fetcher.run(2)).join();
            assertThat(fetcher.stored()).containsExactly("a");
        }
    }

    @Pop3Server
    static class Pausing {
        @FaultSweepTest(faults = {FaultKind.REFUSAL, FaultKind.RESET})
        void polls(Pop3TestServer server) throws InterruptedException {
            server.maildrop().add(raw("Subject: a\n\na"));
            SweptFetcher fetcher = new SweptFetcher(server.endpoint(), Habit.NONE);
            for (int poll = 0; poll < 2; poll++) {
                fetcher.run(1);
                assertThat(new CountDownLatch(1).await(2, TimeUnit.MILLISECONDS))
                        .isFalse();
            }
            assertThat(fetcher.stored()).containsExactly("a");
        }
    }

    /** Both have the same maildrop: one of them may find it locked, and polls again. */
    @Pop3Server
    static class SharingAMaildrop {
        @FaultSweepTest(faults = {FaultKind.DISCONNECT, FaultKind.REFUSAL})
        void poll(Pop3TestServer server) {
            server.maildrop().shared(true);
            CompletableFuture<?>[] polls = Stream.of(1, 2)
                    .map(number -> new SweptFetcher(server.endpoint(), Habit.NONE))
                    .map(fetcher -> CompletableFuture.runAsync(() -> fetcher.run(1)))
                    .toArray(CompletableFuture[]::new);
            CompletableFuture.allOf(polls).join();
        }
    }

    @ParameterizedTest
    @ValueSource(classes = {NotReading.class, InTheBackground.class, Pausing.class, SharingAMaildrop.class})
    void passInAllRuns(Class<?> testClass) {
        Run run = Run.of(testClass);

        assertThat(run.failures()).isEmpty();
        assertThat(SweepRuns.names(run))
                .hasSizeGreaterThan(List.of("undisturbed", "undisturbed again").size());
    }
}
