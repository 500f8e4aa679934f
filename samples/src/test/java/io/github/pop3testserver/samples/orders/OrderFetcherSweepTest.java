package io.github.pop3testserver.samples.orders;

import static io.github.pop3testserver.assertj.Pop3Assertions.assertThat;
import static io.github.pop3testserver.junit5.FaultKind.DISCONNECT;
import static io.github.pop3testserver.junit5.FaultKind.DRIBBLE;
import static io.github.pop3testserver.junit5.FaultKind.GARBLE;
import static io.github.pop3testserver.junit5.FaultKind.LOST_REPLY;
import static io.github.pop3testserver.junit5.FaultKind.PARTIAL_UPDATE;
import static io.github.pop3testserver.junit5.FaultKind.REFUSAL;
import static io.github.pop3testserver.junit5.FaultKind.RESET;
import static io.github.pop3testserver.junit5.FaultKind.STALL;
import static io.github.pop3testserver.junit5.FaultKind.UNAVAILABLE;
import static io.github.pop3testserver.model.SeedMessage.message;

import io.github.pop3testserver.Maildrop;
import io.github.pop3testserver.junit5.FaultSweepTest;
import io.github.pop3testserver.junit5.Pop3Server;
import io.github.pop3testserver.model.Pop3Endpoint;
import io.github.pop3testserver.model.Tls;
import java.time.Duration;
import org.junit.jupiter.api.Nested;

/**
 * A careful application survives servers that stall, and all kinds of failures over TLS. Each sweep is in a class of its
 * own, because sweeps of one class do not run in parallel.
 */
@Pop3Server
class OrderFetcherSweepTest {

    /** Each run in which the server stalls lasts as long. A busy machine must not make other replies seem late. */
    private static final Duration SHORT = Duration.ofSeconds(1);

    private static final Duration LONG = Duration.ofSeconds(10);

    private final OrderBook orders = new OrderBook();

    @Nested
    class Stalls {

        @FaultSweepTest(faults = STALL)
        void keepsEachOrderIfTheServerStalls(Maildrop maildrop, Pop3Endpoint at) {
            assertKeepsEachOrder(new OrderFetcher(mailbox(at), orders, SHORT), maildrop);
        }
    }

    @Nested
    @Pop3Server(tls = Tls.EXPLICIT)
    class StallsOverTls {

        @FaultSweepTest(faults = STALL)
        void keepsEachOrderIfTheServerStalls(Maildrop maildrop, Pop3Endpoint at) {
            assertKeepsEachOrder(secureFetcher(at, SHORT), maildrop);
        }
    }

    @Nested
    @Pop3Server(tls = Tls.EXPLICIT)
    class OverTls {

        @FaultSweepTest(faults = {DISCONNECT, RESET, REFUSAL, LOST_REPLY, DRIBBLE, GARBLE, UNAVAILABLE, PARTIAL_UPDATE})
        void losesNothingWhateverHappens(Maildrop maildrop, Pop3Endpoint at) {
            assertKeepsEachOrder(secureFetcher(at, LONG), maildrop);
        }
    }

    private static Mailbox mailbox(Pop3Endpoint at) {
        return new Mailbox(at.host(), at.port(), at.username(), at.password());
    }

    private OrderFetcher secureFetcher(Pop3Endpoint at, Duration timeout) {
        return new SecureOrderFetcher(mailbox(at), orders, timeout, at.sslContext());
    }

    private void assertKeepsEachOrder(OrderFetcher fetcher, Maildrop maildrop) {
        maildrop.add(message("one").text("100 screws"), message("two").text("200 nails"));

        fetcher.poll(2);

        assertThat(orders.texts()).hasSize(2).allMatch(text -> text.matches("(?s).*\\d00 (screws|nails)\\R"));
        assertThat(maildrop).isEmpty();
    }
}
