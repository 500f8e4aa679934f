package io.github.pop3testserver.samples.recipes;

import static io.github.pop3testserver.assertj.Pop3Assertions.assertThat;
import static io.github.pop3testserver.model.Pop3Event.CAPA;
import static io.github.pop3testserver.model.Pop3Event.DELE;
import static io.github.pop3testserver.model.Pop3Event.GREETING;
import static io.github.pop3testserver.model.Pop3Event.LOGIN;
import static io.github.pop3testserver.model.Pop3Event.QUIT;
import static io.github.pop3testserver.model.Pop3Event.RETR;
import static io.github.pop3testserver.model.Pop3Event.TOP;
import static io.github.pop3testserver.model.Pop3Event.UIDL;
import static io.github.pop3testserver.model.ResponseCode.IN_USE;
import static io.github.pop3testserver.model.SeedMessage.message;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.pop3testserver.Maildrop;
import io.github.pop3testserver.Pop3TestServer;
import io.github.pop3testserver.junit5.Pop3Server;
import io.github.pop3testserver.model.Pop3Endpoint;
import io.github.pop3testserver.samples.invoices.InvoiceFetcher;
import io.github.pop3testserver.samples.invoices.InvoiceStore;
import io.github.pop3testserver.samples.invoices.MailboxBusy;
import jakarta.mail.Authenticator;
import jakarta.mail.Flags;
import jakarta.mail.Folder;
import jakarta.mail.PasswordAuthentication;
import jakarta.mail.Session;
import jakarta.mail.Store;
import java.time.Duration;
import java.util.Properties;
import org.junit.jupiter.api.Test;

@Pop3Server
class JakartaMailTest {

    @Test
    void deletesWhatItHasRead(Pop3Endpoint endpoint, Maildrop maildrop) throws Exception {
        var invoice = maildrop.add(message("Invoice 4711"));

        Session session = Session.getInstance(endpoint.jakartaMailProperties());
        try (Store store = session.getStore()) {
            store.connect(endpoint.username(), endpoint.password());
            Folder inbox = store.getFolder("INBOX");
            inbox.open(Folder.READ_WRITE);
            assertThat(inbox.getMessage(1).getContent()).isNotNull(); // RETR
            inbox.getMessage(1).setFlag(Flags.Flag.DELETED, true);
            inbox.close(true); // DELE and QUIT
        }

        assertThat(maildrop).hasDeletedExactly(invoice).hasLostNothing();
    }

    @Test
    void takesThePasswordFromAnAuthenticator(Pop3Endpoint endpoint, Maildrop maildrop) throws Exception {
        maildrop.add(message("Invoice 4711"));
        Session session = Session.getInstance(endpoint.jakartaMailProperties(), new Authenticator() {
            @Override
            protected PasswordAuthentication getPasswordAuthentication() {
                return new PasswordAuthentication(endpoint.username(), endpoint.password());
            }
        });

        try (Store store = session.getStore()) {
            store.connect();
            assertThat(store.isConnected()).isTrue();
        }
    }

    @Test
    void waitsLongerAtABreakpoint(Pop3TestServer server, Maildrop maildrop) {
        var invoice = maildrop.add(message("Invoice 4711"));

        Properties properties = server.endpoint().jakartaMailProperties(Duration.ofHours(1));

        new InvoiceFetcher(properties, new InvoiceStore()).poll();
        assertThat(maildrop).hasDeletedExactly(invoice);
    }

    @Test
    void givesUpOnASilentServer(Pop3TestServer server) {
        var store = new InvoiceStore();

        Properties properties = server.endpoint().jakartaMailPropertiesWithoutTimeouts();
        properties.setProperty("mail.pop3.timeout", "300"); // this is what your application has to set
        server.on(GREETING).stall();

        assertThatThrownBy(new InvoiceFetcher(properties, store)::poll).hasStackTraceContaining("Read timed out");
    }

    @Test
    void asksForUniqueIdsBeforeItReads(Pop3TestServer server, Maildrop maildrop) {
        var invoice = maildrop.add(message("Invoice 4711"));
        var fetcher = new InvoiceFetcher(server.endpoint().jakartaMailProperties(), new InvoiceStore());

        fetcher.poll();

        assertThat(maildrop).hasRetrievedExactlyOnce(invoice);
        assertThat(server.lastSession())
                .hasSentInOrder(CAPA, UIDL, TOP, RETR, DELE, QUIT)
                .hasNoViolations();
    }

    @Test
    void reportsALockedMaildrop(Pop3TestServer server) {
        server.on(LOGIN).err(IN_USE, "maildrop already locked");
        var fetcher = new InvoiceFetcher(server.endpoint().jakartaMailProperties(), new InvoiceStore());

        assertThatThrownBy(fetcher::poll)
                .isInstanceOf(MailboxBusy.class)
                .hasMessage("[IN-USE] maildrop already locked");
    }
}
