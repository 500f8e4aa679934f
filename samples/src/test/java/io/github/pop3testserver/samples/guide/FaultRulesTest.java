package io.github.pop3testserver.samples.guide;

import static io.github.pop3testserver.assertj.Pop3Assertions.assertThat;
import static io.github.pop3testserver.assertj.Pop3Assertions.assertThatThrownBy;
import static io.github.pop3testserver.model.CutPoint.afterOctets;
import static io.github.pop3testserver.model.CutPoint.beforeReply;
import static io.github.pop3testserver.model.CutPoint.beforeTerminator;
import static io.github.pop3testserver.model.Pop3Event.LOGIN;
import static io.github.pop3testserver.model.Pop3Event.RETR;
import static io.github.pop3testserver.model.ResponseCode.IN_USE;
import static io.github.pop3testserver.model.SeedMessage.message;
import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.github.pop3testserver.InstalledFault;
import io.github.pop3testserver.Maildrop;
import io.github.pop3testserver.Pop3TestServer;
import io.github.pop3testserver.junit5.Pop3Server;
import io.github.pop3testserver.model.Corruption;
import io.github.pop3testserver.model.Pop3Endpoint;
import io.github.pop3testserver.model.Strictness;
import io.github.pop3testserver.samples.invoices.InvoiceFetcher;
import io.github.pop3testserver.samples.invoices.InvoiceStore;
import io.github.pop3testserver.samples.invoices.MailboxBusy;
import io.github.pop3testserver.samples.invoices.PollFailed;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What docs/faults-reference.md says about several faults. */
@Pop3Server
class FaultRulesTest {

    InvoiceStore store = new InvoiceStore();
    InvoiceFetcher fetcher;

    @BeforeEach
    void connect(Pop3Endpoint endpoint) {
        fetcher = new InvoiceFetcher(endpoint.jakartaMailProperties(), store);
    }

    @Test
    void skipsAndRepeats(Pop3TestServer server, Maildrop maildrop) {
        var invoice = maildrop.add(message("Invoice 4711").sized(50_000));
        server.on(RETR).message(invoice).afterSkipping(1).times(2).disconnect(afterOctets(20_000));
        server.on(RETR).disconnect(beforeReply());

        fetcher.runSchedule(4);

        assertThat(invoice.timesRetrieved()).isEqualTo(4);
        assertThat(maildrop).hasDeletedExactly(invoice);
    }

    @Test
    void readsAsFirstAndSecondAttempt(Pop3TestServer server) {
        server.on(LOGIN).err(IN_USE, "maildrop already locked");
        server.on(LOGIN).disconnect(beforeReply());

        assertThatThrownBy(fetcher::poll).isInstanceOf(MailboxBusy.class);
        assertThatThrownBy(fetcher::poll).isExactlyInstanceOf(PollFailed.class);
        fetcher.poll();
    }

    @Test
    void triesTheSpecialCaseFirst(Pop3TestServer server, Maildrop maildrop) {
        var invoice = maildrop.add(message("Invoice 4711"));

        server.on(RETR).message(invoice).disconnect(beforeTerminator());
        server.on(RETR).always().err("busy");

        fetcher.runSchedule(2);

        assertThat(server).hasAppliedAllFaults();
        assertThat(maildrop).hasDeletedNothing();
    }

    @Test
    @Pop3Server(strictness = Strictness.LENIENT)
    void neverTriesWhatAlwaysHides(Pop3TestServer server, Maildrop maildrop) {
        var invoice = maildrop.add(message("Invoice 4711"));
        server.on(RETR).always().err("busy");
        InstalledFault hidden = server.on(RETR).message(invoice).disconnect(beforeTerminator());

        fetcher.runSchedule(2);

        assertThat(hidden.timesMatched()).isEqualTo(2);
        assertThat(hidden.timesApplied()).isZero();
        assertThat(server.problems()).hasSize(1);
    }

    @Test
    void counts(Pop3TestServer server) {
        InstalledFault refusal = server.on(LOGIN).times(2).err(IN_USE, "maildrop already locked");

        fetcher.runSchedule(3);

        assertThat(refusal.timesMatched()).isEqualTo(3);
        assertThat(refusal.timesApplied()).isEqualTo(2);
        assertThat(refusal.isExhausted()).isTrue();
    }

    @Test
    void corruptsAsTheTestSays(Pop3TestServer server, Maildrop maildrop) {
        var invoice = maildrop.add(message("Invoice 4711"));

        var damagedSubject = Corruption.alteredBy(octets ->
                new String(octets, ISO_8859_1).replace("Subject: ", "Sbject: ").getBytes(ISO_8859_1));
        server.on(RETR).corrupt(damagedSubject);

        fetcher.poll();
        assertThat(store.invoices().get(0).source()).contains("Sbject: Invoice 4711");
        assertThat(invoice.timesRetrievedCompletely()).isZero();
        assertThat(invoice.isLost()).isTrue();
    }
}
