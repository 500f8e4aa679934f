package io.github.pop3testserver.junit5;

import static io.github.pop3testserver.assertj.Pop3Assertions.assertThat;
import static io.github.pop3testserver.model.SeedMessage.raw;

import io.github.pop3testserver.Maildrop;
import io.github.pop3testserver.Pop3TestServer;
import io.github.pop3testserver.Pop3TestServerBuilder;
import io.github.pop3testserver.junit5.SweptFetcher.Habit;
import io.github.pop3testserver.model.Pop3Endpoint;
import io.github.pop3testserver.model.Tls;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** All kinds of failures, over all transports, and however a test gets its server and its clients. */
class SweepTransportsTest {

    private static void fetch(SweptFetcher fetcher, Maildrop maildrop) {
        fetcher.run(2);
        assertThat(fetcher.stored()).containsExactly("a");
        assertThat(maildrop).isEmpty();
    }

    @Pop3Server(tls = Tls.EXPLICIT)
    static class Stls {
        @FaultSweepTest(
                faults = {
                    FaultKind.DISCONNECT,
                    FaultKind.RESET,
                    FaultKind.REFUSAL,
                    FaultKind.LOST_REPLY,
                    FaultKind.DRIBBLE,
                    FaultKind.GARBLE,
                    FaultKind.UNAVAILABLE,
                    FaultKind.PARTIAL_UPDATE
                })
        void fetches(Pop3TestServer server) {
            server.maildrop().add(raw("Subject: a\n\na"));
            fetch(new SweptFetcher(server.endpoint(), Habit.NONE, true), server.maildrop());
        }
    }

    @Pop3Server(tls = Tls.IMPLICIT)
    static class ImplicitTls extends Stls {}

    @Test
    void passesOverStlsWithASaslDialogue() {
        Run run = Run.of(Stls.class);

        assertThat(run.failures()).isEmpty();
        assertThat(SweepRuns.matrix(run)).contains("""
                                 DISCONNECT  RESET  REFUSAL  LOST_REPLY  DRIBBLE  GARBLE  UNAVAILABLE  PARTIAL_UPDATE
                connect              -         -       -         -          -       -          .             -
                greeting             .         .       -         -          .       .          .             -
                STLS                 .         .       .         -          .       .          -             -
                TLS handshake        .         .       -         -          -       -          -             -
                AUTH PLAIN           .         .       .         -          .       .          -             -
                SASL response 1      .         .       .         .          .       .          .             -
                UIDL                 .         .       .         -          .       .          -             -
                """);
    }

    @Test
    void passesOverImplicitTls() {
        assertThat(Run.of(ImplicitTls.class).failures()).isEmpty();
    }

    static class Constructed {

        private final SweptFetcher fetcher;
        private final Maildrop maildrop;

        Constructed(@Pop3Server Pop3TestServer server) {
            maildrop = server.maildrop();
            maildrop.add(raw("Subject: a\n\na"));
            fetcher = new SweptFetcher(server.endpoint(), Habit.NONE);
            fetcher.run(2);
        }

        @FaultSweepTest(faults = {FaultKind.REFUSAL, FaultKind.PARTIAL_UPDATE})
        void hasFetched() {
            assertThat(fetcher.stored()).containsExactly("a");
            assertThat(maildrop).isEmpty();
        }
    }

    @Test
    void passesAClientOfTheConstructor() {
        Run.of(Constructed.class).passed(2 + 16 + 1);
    }

    static class FailingInTheConstructor {
        FailingInTheConstructor(@Pop3Server Pop3Endpoint endpoint) {
            Pop3Client.talk(endpoint);
        }

        @FaultSweepTest(faults = FaultKind.REFUSAL)
        void doesNothing() {}
    }

    @Test
    void aConstructorThatFailsWasReached() {
        assertThat(SweepRuns.matrix(Run.of(FailingInTheConstructor.class))).contains("""
                               REFUSAL
                USER user         F
                PASS ********     F
                QUIT              F
                """);
    }

    @Pop3Server
    static class Outer {

        private SweptFetcher fetcher;

        @BeforeEach
        void connect(Pop3TestServer server) {
            server.maildrop().add(raw("Subject: a\n\na"));
            fetcher = new SweptFetcher(server.endpoint(), Habit.NONE);
            fetcher.run(1);
        }

        @Nested
        class Inner {
            @FaultSweepTest(faults = {FaultKind.REFUSAL, FaultKind.DISCONNECT, FaultKind.LOST_REPLY})
            void fetches(Maildrop maildrop) {
                fetch(fetcher, maildrop);
            }
        }
    }

    @Test
    void passesAClientOfBeforeEachInANestedClass() {
        assertThat(Run.of(Outer.class).failures()).isEmpty();
    }

    @Pop3Server(scope = Scope.CLASS)
    @TestInstance(TestInstance.Lifecycle.PER_CLASS)
    static class OneOfEach {

        private SweptFetcher fetcher;

        @BeforeEach
        void connect(Pop3TestServer server) {
            server.maildrop().add(raw("Subject: a\n\na"));
            fetcher = new SweptFetcher(server.endpoint(), Habit.NONE).withTimeout(500);
        }

        @FaultSweepTest(sample = 3, seed = 1)
        void fetches(Maildrop maildrop) {
            fetch(fetcher, maildrop);
        }

        @FaultSweepTest(faults = FaultKind.STALL, sample = 3, seed = 1)
        void fetchesAgain(Maildrop maildrop) {
            fetch(fetcher, maildrop);
        }

        @AfterEach
        void close() {
            fetcher = null;
        }
    }

    @Test
    void passesAClassWithOneServerAndOneInstance() {
        Run.of(OneOfEach.class).passed(2 + 8 * 3 + 1 + 2 + 3);
    }

    static class AliceAndBob implements Pop3ServerSetup {
        @Override
        public void configure(Pop3TestServerBuilder builder) {
            builder.maildrop("alice", "secret").maildrop("bob", "secret");
        }
    }

    @Pop3Server(setup = AliceAndBob.class)
    static class Parallel {
        @FaultSweepTest(
                faults = {
                    FaultKind.DISCONNECT,
                    FaultKind.REFUSAL,
                    FaultKind.LOST_REPLY,
                    FaultKind.GARBLE,
                    FaultKind.UNAVAILABLE,
                    FaultKind.PARTIAL_UPDATE
                })
        void fetch(Pop3TestServer server) {
            List<SweptFetcher> fetchers = Stream.of("alice", "bob")
                    .map(server::maildrop)
                    .map(maildrop -> {
                        maildrop.add(raw("Subject: a\n\na"));
                        return new SweptFetcher(server.endpoint(maildrop), Habit.NONE);
                    })
                    .toList();
            CompletableFuture<?>[] polls = fetchers.stream()
                    .map(fetcher -> CompletableFuture.runAsync(() -> fetcher.run(3)))
                    .toArray(CompletableFuture[]::new);
            CompletableFuture.allOf(polls).join();
            assertThat(fetchers)
                    .allSatisfy(fetcher -> assertThat(fetcher.stored()).containsExactly("a"));
        }
    }

    @Test
    void passesClientsThatRunAtTheSameTime() {
        assertThat(Run.of(Parallel.class).failures()).isEmpty();
    }
}
