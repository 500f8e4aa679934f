package io.github.pop3testserver.samples.invoices;

import static io.github.pop3testserver.assertj.Pop3Assertions.assertThat;
import static io.github.pop3testserver.assertj.Pop3Assertions.assertThatThrownBy;
import static io.github.pop3testserver.model.CutPoint.afterOctets;
import static io.github.pop3testserver.model.CutPoint.afterReply;
import static io.github.pop3testserver.model.CutPoint.beforeProcessing;
import static io.github.pop3testserver.model.CutPoint.beforeReply;
import static io.github.pop3testserver.model.CutPoint.beforeTerminator;
import static io.github.pop3testserver.model.Pop3Event.DELE;
import static io.github.pop3testserver.model.Pop3Event.GREETING;
import static io.github.pop3testserver.model.Pop3Event.LOGIN;
import static io.github.pop3testserver.model.Pop3Event.PASS;
import static io.github.pop3testserver.model.Pop3Event.QUIT;
import static io.github.pop3testserver.model.Pop3Event.RETR;
import static io.github.pop3testserver.model.Pop3Event.TOP;
import static io.github.pop3testserver.model.Pop3Event.UIDL;
import static io.github.pop3testserver.model.ResponseCode.IN_USE;
import static io.github.pop3testserver.model.ResponseCode.SYS_PERM;
import static io.github.pop3testserver.model.ResponseCode.SYS_TEMP;
import static io.github.pop3testserver.model.SeedMessage.message;
import static io.github.pop3testserver.model.SessionEnd.BY_QUIT;
import static io.github.pop3testserver.model.SessionEnd.CLIENT_CLOSED;
import static org.awaitility.Awaitility.await;

import io.github.pop3testserver.Maildrop;
import io.github.pop3testserver.Pop3TestServer;
import io.github.pop3testserver.junit5.Pop3Server;
import io.github.pop3testserver.model.Pop3Endpoint;
import java.time.Duration;
import java.util.Properties;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@Pop3Server
class InvoiceFetcherTest {

    private final InvoiceStore store = new InvoiceStore();
    private InvoiceFetcher fetcher;

    @BeforeEach
    void connect(Pop3Endpoint endpoint) {
        fetcher = new InvoiceFetcher(endpoint.jakartaMailProperties(), store);
    }

    @AfterEach
    void close() {
        fetcher.close();
    }

    @Test
    void deletesExactlyWhatItStored(Maildrop maildrop) {
        var invoice = maildrop.add(message("Invoice 4711"));
        var spam = maildrop.add(message("Win a prize").header("X-Spam", "yes"));

        fetcher.poll();

        assertThat(store.subjects()).containsExactly("Invoice 4711");
        assertThat(maildrop).hasDeletedExactly(invoice).holdsExactly(spam);
    }

    @Test
    void storesWhatWasSent(Maildrop maildrop) {
        var invoice = maildrop.add(message("Rechnung für März").text(".\n..\n4.711,00 €\n"));

        fetcher.poll();

        assertThat(store.invoices())
                .containsExactly(new Invoice(invoice.uid(), "Rechnung für März", invoice.contentAsString()));
    }

    @Test
    void looksAtSpamByTopOnly(Pop3TestServer server, Maildrop maildrop) {
        var invoice = maildrop.add(message("Invoice 4711"));
        var spam = maildrop.add(message("Win a prize").header("X-Spam", "yes"));

        fetcher.poll();

        assertThat(maildrop).hasRetrievedExactlyOnce(invoice);
        assertThat(spam.timesRetrieved()).isZero();
        assertThat(server.lastSession())
                .hasSentInOrder(UIDL, TOP, RETR, DELE, QUIT)
                .hasSent("TOP 2 0")
                .hasEndedWith(BY_QUIT);
    }

    @Test
    void leavesAnEmptyMaildropAlone(Pop3TestServer server) {
        fetcher.poll();

        assertThat(server.lastSession()).hasNeverSent(TOP, RETR, DELE).hasEndedWith(BY_QUIT);
    }

    @Test
    void waitsOutALockedMaildrop(Pop3TestServer server, Maildrop maildrop) {
        var order = maildrop.add(message("Order"));
        server.on(LOGIN).times(2).err(IN_USE, "maildrop already locked");

        fetcher.runSchedule(3); // three polls; what one throws is logged

        assertThat(maildrop).hasDeletedExactly(order);
        assertThat(server).hasSessions(3);
    }

    @Test
    void reportsAMailboxThatAnotherClientHasOpen(Maildrop maildrop) {
        var order = maildrop.add(message("Order"));

        try (var otherClient = maildrop.lock()) {
            assertThatThrownBy(fetcher::poll).isInstanceOf(MailboxBusy.class);
        }
        fetcher.poll();

        assertThat(maildrop).hasDeletedExactly(order);
    }

    @Test
    void reportsAWrongPasswordAfterOneAttempt(Pop3TestServer server, Maildrop maildrop) {
        maildrop.add(message("Order"));
        maildrop.changePassword("another");

        assertThatThrownBy(fetcher::poll).isInstanceOf(LoginRefused.class);

        assertThat(server).hasFailedLogins(1);
        assertThat(maildrop).hasDeletedNothing();
    }

    @Test
    @Pop3Server(password = " two  blanks, and one at the end ")
    void logsInWithBlanksInThePassword(Maildrop maildrop) {
        var order = maildrop.add(message("Order"));

        fetcher.poll();

        assertThat(maildrop).hasDeletedExactly(order);
    }

    @Test
    void takesALineThatDropsAtLoginForNoRefusal(Pop3TestServer server) {
        server.on(PASS).disconnect(beforeReply());

        assertThatThrownBy(fetcher::poll).isExactlyInstanceOf(PollFailed.class);
    }

    @Test
    void comesBackAfterARefusedGreeting(Pop3TestServer server, Maildrop maildrop) {
        var order = maildrop.add(message("Order"));
        server.on(GREETING).err(SYS_TEMP, "too many connections");

        assertThatThrownBy(fetcher::poll).isExactlyInstanceOf(PollFailed.class);
        fetcher.poll();

        assertThat(maildrop).hasDeletedExactly(order);
    }

    @Test
    void losesNothingWhenTheLineDropsInsideAMessage(Pop3TestServer server, Maildrop maildrop) {
        var mails = maildrop.add(message("one"), message("two").sized(50_000));
        server.on(RETR).message(mails.get(1)).disconnect(afterOctets(20_000));

        fetcher.runSchedule(2);

        assertThat(store.subjects()).containsExactly("one", "two");
        assertThat(maildrop).hasLostNothing().isEmpty();
    }

    @Test
    void hangsUpWhenAPollFails(Pop3TestServer server, Maildrop maildrop) {
        maildrop.add(message("Order"));
        server.on(RETR).disconnect(beforeReply());

        assertThatThrownBy(fetcher::poll).isExactlyInstanceOf(PollFailed.class);

        assertThat(server).hasNoOpenConnections();
    }

    @Test
    void takesAMessageWithoutItsEndForNone(Pop3TestServer server, Maildrop maildrop) {
        maildrop.add(message("Order"));
        server.on(RETR).disconnect(beforeTerminator());

        assertThatThrownBy(fetcher::poll).isInstanceOf(PollFailed.class);

        assertThat(store.invoices()).isEmpty();
        assertThat(maildrop).hasDeletedNothing();
    }

    @Test
    void storesOnceWhenTheLineDropsBeforeQuit(Pop3TestServer server, Maildrop maildrop) {
        var payment = maildrop.add(message("Payment"));
        server.on(QUIT).disconnect(beforeProcessing()); // the marks are forgotten: the mail comes again

        fetcher.runSchedule(2);

        assertThat(store.subjects()).containsExactly("Payment");
        assertThat(maildrop).hasDeletedExactly(payment).hasRetrievedExactlyOnce(payment);
    }

    @Test
    void storesOnceWhenTheLineDropsBeforeTheReplyToQuit(Pop3TestServer server, Maildrop maildrop) {
        var payment = maildrop.add(message("Payment"));
        server.on(QUIT).disconnect(beforeReply()); // the mail is deleted, but the client cannot know

        fetcher.runSchedule(2);

        assertThat(store.subjects()).containsExactly("Payment");
        assertThat(maildrop).hasDeletedExactly(payment);
    }

    @Test
    void storesOnceWhenTheLineDropsAfterDele(Pop3TestServer server, Maildrop maildrop) {
        var payment = maildrop.add(message("Payment"));
        server.on(DELE).disconnect(afterReply());

        fetcher.runSchedule(2);

        assertThat(store.subjects()).containsExactly("Payment");
        assertThat(maildrop).hasDeletedExactly(payment);
    }

    @Test
    void storesTheOthersWhenOneCannotBeRead(Pop3TestServer server, Maildrop maildrop) {
        var broken = maildrop.add(message("broken"));
        var order = maildrop.add(message("Order"));
        server.on(RETR).message(broken).err(SYS_PERM, "cannot read the message");

        fetcher.poll();

        assertThat(store.subjects()).containsExactly("Order");
        assertThat(maildrop).hasDeletedExactly(order).holdsExactly(broken);
    }

    @Test
    void givesUpOnAServerThatFallsSilent(Pop3TestServer server, Maildrop maildrop) {
        var order = maildrop.add(message("Order"));
        server.on(RETR).stall();
        Properties impatience = server.endpoint().jakartaMailProperties();
        impatience.setProperty("mail.pop3.timeout", "500");
        var impatient = new InvoiceFetcher(impatience, store);

        assertThatThrownBy(impatient::poll).isInstanceOf(PollFailed.class).hasMessage("Read timed out");
        assertThat(server.await().sessionEnd()).hasEndedWith(CLIENT_CLOSED);
        fetcher.poll();

        assertThat(store.subjects()).containsExactly("Order");
        assertThat(maildrop).hasDeletedExactly(order);
    }

    @Test
    void pollsInTheBackground(Maildrop maildrop) {
        fetcher.startPolling(Duration.ofMillis(50));

        var mail = maildrop.add(message("hello"));

        await().untilAsserted(() -> assertThat(maildrop).hasDeletedExactly(mail));
    }

    @Test
    void goesOnPollingAfterAFailure(Pop3TestServer server, Maildrop maildrop) {
        var mail = maildrop.add(message("hello"));
        server.on(RETR).times(3).disconnect(afterOctets(100));

        fetcher.startPolling(Duration.ofMillis(50));

        await().untilAsserted(() -> assertThat(maildrop).hasDeletedExactly(mail));
    }

    @Test
    void stopsPollingWhenThePasswordIsRefused(Pop3TestServer server, Maildrop maildrop) {
        maildrop.changePassword("another");

        fetcher.startPolling(Duration.ofMillis(50));

        await().until(() -> !fetcher.isPolling());
        assertThat(server).hasFailedLogins(1);
    }
}
