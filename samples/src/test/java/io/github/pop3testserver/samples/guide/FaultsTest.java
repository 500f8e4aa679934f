package io.github.pop3testserver.samples.guide;

import static io.github.pop3testserver.assertj.Pop3Assertions.assertThat;
import static io.github.pop3testserver.assertj.Pop3Assertions.assertThatThrownBy;
import static io.github.pop3testserver.model.Corruption.unstuffedDots;
import static io.github.pop3testserver.model.CutPoint.afterOctets;
import static io.github.pop3testserver.model.CutPoint.beforeReply;
import static io.github.pop3testserver.model.Pop3Event.DELE;
import static io.github.pop3testserver.model.Pop3Event.LOGIN;
import static io.github.pop3testserver.model.Pop3Event.QUIT;
import static io.github.pop3testserver.model.Pop3Event.RETR;
import static io.github.pop3testserver.model.Pop3Event.STAT;
import static io.github.pop3testserver.model.ResponseCode.IN_USE;
import static io.github.pop3testserver.model.SeedMessage.message;

import io.github.pop3testserver.Gate;
import io.github.pop3testserver.Maildrop;
import io.github.pop3testserver.Pop3TestServer;
import io.github.pop3testserver.junit5.Pop3Server;
import io.github.pop3testserver.model.Pop3Endpoint;
import io.github.pop3testserver.model.Reply;
import io.github.pop3testserver.model.Strictness;
import io.github.pop3testserver.samples.invoices.InvoiceFetcher;
import io.github.pop3testserver.samples.invoices.InvoiceStore;
import io.github.pop3testserver.samples.invoices.MailboxBusy;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@Pop3Server
class FaultsTest {

    InvoiceStore store = new InvoiceStore();
    InvoiceFetcher fetcher;

    @BeforeEach
    void connect(Pop3Endpoint endpoint) {
        fetcher = new InvoiceFetcher(endpoint.jakartaMailProperties(), store);
    }

    /** Each line is one fault; none of them is meant to be used here. */
    @Test
    @Pop3Server(strictness = Strictness.LENIENT)
    void readAsWhatTheyDo(Pop3TestServer server, Maildrop maildrop) {
        var invoice = maildrop.add(message("Invoice 4711"));

        server.on(LOGIN).times(2).err(IN_USE, "maildrop already locked");
        server.on(RETR).message(invoice).disconnect(afterOctets(20_000));
        server.on(QUIT).reset(beforeReply());
        server.on(STAT).reply(Reply.raw("+OK seven 1\r\n"));
        server.on(RETR).always().corrupt(unstuffedDots());
        server.on(RETR).always().throttle(10_000);
        server.on(DELE).afterSkipping(3).stall();
        server.on(QUIT).withProbability(0.1, 42).delay(Duration.ofSeconds(2));

        assertThat(server.faults()).hasSize(8);
    }

    @Test
    void refusesASecondClientInTheMiddle(Pop3TestServer server, Maildrop maildrop) throws Exception {
        var invoice = maildrop.add(message("Invoice 4711"));

        CompletableFuture<Void> polling;
        try (Gate atDele = server.on(DELE).hold()) {
            polling = CompletableFuture.runAsync(fetcher::poll);
            atDele.awaitReached();
            assertThatThrownBy(() -> fetcher.poll()).isInstanceOf(MailboxBusy.class);
        }

        polling.join();
        assertThat(maildrop).hasDeletedExactly(invoice);
    }

    @Test
    void comesBackWhenTheServerDoes(Pop3TestServer server, Maildrop maildrop) {
        var invoice = maildrop.add(message("Invoice 4711"));

        server.goDown();
        fetcher.runSchedule(2);
        server.comeUp();
        fetcher.runSchedule(1);

        assertThat(maildrop).hasDeletedExactly(invoice);
    }
}
