package io.github.pop3testserver.samples.orders;

import static io.github.pop3testserver.assertj.Pop3Assertions.assertThat;
import static io.github.pop3testserver.model.SeedMessage.message;

import io.github.pop3testserver.Maildrop;
import io.github.pop3testserver.junit5.FaultSweepTest;
import io.github.pop3testserver.junit5.Pop3Server;
import io.github.pop3testserver.model.Pop3Endpoint;
import io.github.pop3testserver.model.Tls;
import java.time.Duration;
import org.junit.jupiter.api.Nested;

/** A careful application survives all kinds of failures, in the clear and over TLS. */
@Pop3Server
class OrderFetcherSweepTest {

    /** Each run in which the server stalls lasts as long. */
    private static final Duration TIMEOUT = Duration.ofMillis(250);

    private final OrderBook orders = new OrderBook();

    @Nested
    class InTheClear {

        @FaultSweepTest
        void losesNothingWhateverHappens(Maildrop maildrop, Pop3Endpoint at) {
            assertKeepsEachOrder(new OrderFetcher(mailbox(at), orders, TIMEOUT), maildrop);
        }
    }

    /** In a class of its own, because sweeps of one class do not run in parallel. */
    @Nested
    @Pop3Server(tls = Tls.EXPLICIT)
    class OverTls {

        @FaultSweepTest
        void losesNothingWhateverHappens(Maildrop maildrop, Pop3Endpoint at) {
            assertKeepsEachOrder(new SecureOrderFetcher(mailbox(at), orders, TIMEOUT, at.sslContext()), maildrop);
        }
    }

    private static Mailbox mailbox(Pop3Endpoint at) {
        return new Mailbox(at.host(), at.port(), at.username(), at.password());
    }

    private void assertKeepsEachOrder(OrderFetcher fetcher, Maildrop maildrop) {
        maildrop.add(message("one").text("100 screws"), message("two").text("200 nails"));

        fetcher.poll(2);

        assertThat(orders.texts()).hasSize(2).allMatch(text -> text.matches("(?s).*\\d00 (screws|nails)\\R"));
        assertThat(maildrop).isEmpty();
    }
}
