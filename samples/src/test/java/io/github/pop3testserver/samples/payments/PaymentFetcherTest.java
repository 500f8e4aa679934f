package io.github.pop3testserver.samples.payments;

import static io.github.pop3testserver.assertj.Pop3Assertions.assertThat;
import static io.github.pop3testserver.model.Pop3Event.RETR;
import static io.github.pop3testserver.model.SeedMessage.message;

import io.github.pop3testserver.Maildrop;
import io.github.pop3testserver.Pop3TestServer;
import io.github.pop3testserver.junit5.FaultSweepTest;
import io.github.pop3testserver.junit5.Pop3Server;
import io.github.pop3testserver.model.Pop3Endpoint;
import io.github.pop3testserver.samples.sweeps.SweepOutcome;
import org.junit.jupiter.api.Test;

/** docs/fault-sweep.md shows what a sweep finds in a first fetcher. */
class PaymentFetcherTest {

    @Pop3Server
    static class PaymentTest {

        @FaultSweepTest(stallLimit = "100 ms")
        void booksEachPaymentOnce(Maildrop maildrop, Pop3Endpoint mailbox) {
            maildrop.add(message("one").text("10 EUR from Ann"), message("two").text("20 EUR from Ben"));
            var fetcher = new PaymentFetcher(mailbox.host(), mailbox.port());

            fetcher.poll(mailbox.username(), mailbox.password());
            fetcher.poll(mailbox.username(), mailbox.password());

            assertThat(fetcher.booked()).containsExactlyInAnyOrder("10 EUR from Ann", "20 EUR from Ben");
            assertThat(maildrop).isEmpty();
        }
    }

    @Test
    void thePageShowsTheMatrix() {
        SweepOutcome outcome = SweepOutcome.of(PaymentTest.class);

        assertThat(SweepOutcome.page()).contains("```\n" + outcome.matrix() + "\n```");
        assertThat(shownFailure()).isNotBlank();
        assertThat(outcome.text()).contains(shownFailure());
    }

    private static String shownFailure() {
        return SweepOutcome.page().replaceFirst("(?s).*```\nFailed runs:\n(.*?)```.*", "$1");
    }

    @Test
    @Pop3Server
    void booksPaymentsAndDeletesThem(Maildrop maildrop, Pop3Endpoint mailbox) {
        maildrop.add(message("one").text("10 EUR from Ann"));
        var fetcher = new PaymentFetcher(mailbox.host(), mailbox.port());

        fetcher.poll(mailbox.username(), mailbox.password());

        assertThat(fetcher.booked()).containsExactly("10 EUR from Ann");
        assertThat(maildrop).isEmpty();
    }

    @Test
    @Pop3Server
    void losesAPaymentThatTheServerCannotSendAtFirst(Pop3TestServer server, Maildrop maildrop) {
        var payment = maildrop.add(message("one").text("10 EUR from Ann"));
        server.on(RETR).err("try again later");
        var fetcher = new PaymentFetcher(server.host(), server.port());

        fetcher.poll("user", "password");
        fetcher.poll("user", "password");

        assertThat(fetcher.booked()).isEmpty();
        assertThat(maildrop).hasDeletedExactly(payment);
    }
}
