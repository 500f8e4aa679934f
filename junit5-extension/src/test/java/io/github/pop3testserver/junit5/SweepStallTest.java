package io.github.pop3testserver.junit5;

import static io.github.pop3testserver.assertj.Pop3Assertions.assertThat;
import static io.github.pop3testserver.model.SeedMessage.raw;

import io.github.pop3testserver.Pop3TestServer;
import io.github.pop3testserver.junit5.SweptFetcher.Habit;
import io.github.pop3testserver.model.Tls;
import org.junit.jupiter.api.Test;

/** A server that stops responding finds a client without a read timeout. */
class SweepStallTest {

    private static void fetch(SweptFetcher fetcher, Pop3TestServer server) {
        server.maildrop().add(raw("Subject: a\n\na"));
        fetcher.run(2);
        assertThat(fetcher.stored()).containsExactly("a");
        assertThat(server.maildrop()).isEmpty();
    }

    @Pop3Server(tls = Tls.EXPLICIT)
    static class WithoutTimeout {
        @FaultSweepTest(faults = FaultKind.STALL, stallLimit = "20 ms")
        void fetches(Pop3TestServer server) {
            fetch(new SweptFetcher(server.endpoint(), Habit.HAS_NO_TIMEOUT), server);
        }
    }

    @Test
    void aClientWithoutATimeoutFailsAtEachStep() {
        Run run = Run.of(WithoutTimeout.class);

        assertThat(SweepRuns.failed(run))
                .hasSize(21)
                .startsWith(
                        "1 of 21: server stalls at connect (session 1)",
                        "2 of 21: server stalls after the greeting (session 1)",
                        "3 of 21: server stalls instead of answering STLS (session 1)",
                        "4 of 21: server stalls at the TLS handshake (session 1)",
                        "5 of 21: server stalls instead of answering USER user (session 1)",
                        "6 of 21: server stalls instead of answering PASS ******** (session 1)",
                        "7 of 21: server stalls instead of answering UIDL (session 1)",
                        "8 of 21: server stalls inside the reply to UIDL (session 1)",
                        "9 of 21: server stalls instead of answering RETR 1 (session 1)",
                        "10 of 21: server stalls inside the reply to RETR 1 (session 1)");
        assertThat(run.failures())
                .element(9)
                .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.THROWABLE)
                .hasMessage(
                        "your client has no read timeout below 20 ms: it still waited when the server stalled inside"
                                + " the reply to RETR 1; set one, such as mail.pop3.timeout for Jakarta Mail or"
                                + " setSoTimeout(...) for a socket");
    }

    @Pop3Server
    static class WithTimeout {
        @FaultSweepTest(faults = FaultKind.STALL, stallLimit = "1 m", sample = 4)
        void fetches(Pop3TestServer server) {
            fetch(new SweptFetcher(server.endpoint(), Habit.NONE).withTimeout(500), server);
        }
    }

    @Test
    void aClientThatGivesUpEarlierPasses() {
        Run.of(WithTimeout.class).passed(2 + 4);
    }

    @Pop3Server
    static class NeverStalled {

        private static int runs;

        @FaultSweepTest(faults = FaultKind.STALL, stallLimit = "1 m")
        void connectsTwice(Pop3TestServer server) {
            if (runs++ < 2) {
                Pop3Client.connectedTo(server.endpoint()).close();
            }
        }
    }

    @Test
    void aServerThatWasNeverAskedDoesNotStall() {
        NeverStalled.runs = 0;
        assertThat(Run.of(NeverStalled.class).failures())
                .hasSize(2)
                .allSatisfy(failure -> assertThat(failure).hasMessageContaining("\" was never reached, but "));
    }
}
