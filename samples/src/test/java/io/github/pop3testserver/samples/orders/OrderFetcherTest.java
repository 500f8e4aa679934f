package io.github.pop3testserver.samples.orders;

import static io.github.pop3testserver.assertj.Pop3Assertions.assertThat;
import static io.github.pop3testserver.junit5.FaultKind.DISCONNECT;
import static io.github.pop3testserver.junit5.FaultKind.DRIBBLE;
import static io.github.pop3testserver.junit5.FaultKind.GARBLE;
import static io.github.pop3testserver.junit5.FaultKind.LOST_REPLY;
import static io.github.pop3testserver.junit5.FaultKind.PARTIAL_UPDATE;
import static io.github.pop3testserver.junit5.FaultKind.REFUSAL;
import static io.github.pop3testserver.junit5.FaultKind.RESET;
import static io.github.pop3testserver.junit5.FaultKind.UNAVAILABLE;
import static io.github.pop3testserver.model.Pop3Event.DELE;
import static io.github.pop3testserver.model.Pop3Event.GREETING;
import static io.github.pop3testserver.model.SeedMessage.message;

import io.github.pop3testserver.Maildrop;
import io.github.pop3testserver.Pop3TestServer;
import io.github.pop3testserver.junit5.DisconnectSweepTest;
import io.github.pop3testserver.junit5.FaultSweepTest;
import io.github.pop3testserver.junit5.Pop3Server;
import io.github.pop3testserver.model.Pop3Endpoint;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An application that uses Commons Net, under test. */
@Pop3Server
class OrderFetcherTest {

    OrderBook orders = new OrderBook();
    OrderFetcher fetcher;

    @BeforeEach
    void connect(Pop3Endpoint at) {
        fetcher = new OrderFetcher(new Mailbox(at.host(), at.port(), at.username(), at.password()), orders);
    }

    @Test
    void keepsWhatItDeletes(Maildrop maildrop) {
        var mails =
                maildrop.add(message("one").text("100 screws"), message("two").text("200 nails"));

        fetcher.poll(1);

        assertThat(maildrop).hasDeletedExactly(mails).hasLostNothing();
        assertThat(orders.texts()).hasSize(2).first().asString().contains("100 screws");
    }

    @Test
    void triesAgainWhenTheServerIsBusy(Pop3TestServer server, Maildrop maildrop) {
        var mail = maildrop.add(message("one"));
        server.on(GREETING).err("too many connections");

        fetcher.poll(2);

        assertThat(maildrop).hasDeletedExactly(mail);
    }

    @Test
    void keepsAnOrderOnceEvenIfItCannotBeDeletedAtFirst(Pop3TestServer server, Maildrop maildrop) {
        var mail = maildrop.add(message("one"));
        server.on(DELE).message(mail).err("not now");

        fetcher.poll(2);

        assertThat(orders.texts()).hasSize(1);
        assertThat(maildrop).hasRetrievedExactlyOnce(mail).hasDeletedExactly(mail);
    }

    @DisconnectSweepTest(insideReplies = true)
    void survivesADisconnectAnywhere(Maildrop maildrop) {
        maildrop.add(message("one").text("100 screws"), message("two").text("200 nails"));

        fetcher.poll(3);

        assertThat(orders.texts()).hasSize(2).allMatch(text -> text.matches("(?s).*\\d00 (screws|nails)\\R"));
        assertThat(maildrop).hasLostNothing().isEmpty();
    }

    @FaultSweepTest(faults = {DISCONNECT, RESET, REFUSAL, LOST_REPLY, DRIBBLE, GARBLE, UNAVAILABLE, PARTIAL_UPDATE})
    void losesNothingWhateverHappens(Maildrop maildrop) {
        maildrop.add(message("one").text("100 screws"), message("two").text("200 nails"));

        fetcher.poll(3);

        assertThat(orders.texts()).hasSize(2).allMatch(text -> text.matches("(?s).*\\d00 (screws|nails)\\R"));
        assertThat(maildrop).isEmpty();
    }
}
