package io.github.pop3testserver.samples.guide;

import static io.github.pop3testserver.assertj.Pop3Assertions.assertThat;
import static io.github.pop3testserver.model.SeedMessage.message;

import io.github.pop3testserver.Maildrop;
import io.github.pop3testserver.Pop3Session;
import io.github.pop3testserver.Pop3TestServer;
import io.github.pop3testserver.assertj.Pop3SoftAssertions;
import io.github.pop3testserver.junit5.Pop3Server;
import io.github.pop3testserver.model.CommandLine;
import io.github.pop3testserver.samples.invoices.InvoiceFetcher;
import io.github.pop3testserver.samples.invoices.InvoiceStore;
import org.junit.jupiter.api.Test;

@Pop3Server
class InspectingTest {

    @Test
    void looksAtSessionsAndMessages(Pop3TestServer server, Maildrop maildrop) {
        var invoice = maildrop.add(message("Invoice 4711"));

        new InvoiceFetcher(server.endpoint().jakartaMailProperties(), new InvoiceStore()).poll();

        Pop3Session session = server.lastSession();
        assertThat(session.commands()).extracting(CommandLine::keyword).contains("UIDL", "RETR", "DELE", "QUIT");
        assertThat(session.retrieved()).containsExactly(invoice);
        assertThat(session.tlsProtocol()).isEmpty();
        assertThat(invoice.timesRetrieved()).isEqualTo(1);
        assertThat(invoice.deletedIn()).contains(session);
    }

    @Test
    void reportsAllFailuresTogether(Pop3TestServer server, Maildrop maildrop) {
        var invoice = maildrop.add(message("Invoice 4711"));

        new InvoiceFetcher(server.endpoint().jakartaMailProperties(), new InvoiceStore()).poll();

        Pop3SoftAssertions.assertSoftly(softly -> {
            softly.assertThat(maildrop).hasDeletedExactly(invoice).isNotLocked();
            softly.assertThat(server).hasSessions(1);
        });
    }
}
