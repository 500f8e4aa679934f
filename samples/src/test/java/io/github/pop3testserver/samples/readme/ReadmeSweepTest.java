package io.github.pop3testserver.samples.readme;

import static io.github.pop3testserver.assertj.Pop3Assertions.assertThat;
import static io.github.pop3testserver.model.SeedMessage.message;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.pop3testserver.Maildrop;
import io.github.pop3testserver.junit5.FaultSweepTest;
import io.github.pop3testserver.junit5.Pop3Server;
import io.github.pop3testserver.model.Pop3Endpoint;
import io.github.pop3testserver.samples.orders.Mailbox;
import io.github.pop3testserver.samples.orders.OrderBook;
import io.github.pop3testserver.samples.orders.OrderFetcher;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;

/** The sweep of the README. */
@Pop3Server
class ReadmeSweepTest {

    private final OrderBook orders = new OrderBook();
    private OrderFetcher fetcher;

    @BeforeEach
    void connect(Pop3Endpoint at) {
        Mailbox mailbox = new Mailbox(at.host(), at.port(), at.username(), at.password());
        fetcher = new OrderFetcher(mailbox, orders, Duration.ofSeconds(1));
    }

    @FaultSweepTest
    void losesNothingWhateverHappens(Maildrop maildrop) {
        maildrop.add(message("one").text("100 screws"), message("two").text("200 nails"));

        fetcher.poll(3);

        assertThat(orders.texts()).hasSize(2);
        assertThat(maildrop).isEmpty();
    }
}
