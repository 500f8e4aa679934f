package io.github.pop3testserver.samples.guide;

import static io.github.pop3testserver.assertj.Pop3Assertions.assertThat;
import static io.github.pop3testserver.model.SeedMessage.message;
import static io.github.pop3testserver.model.SessionEnd.AUTOLOGOUT;

import io.github.pop3testserver.Maildrop;
import io.github.pop3testserver.Pop3TestServer;
import io.github.pop3testserver.junit5.Pop3Server;
import io.github.pop3testserver.samples.invoices.InvoiceFetcher;
import io.github.pop3testserver.samples.invoices.InvoiceStore;
import jakarta.mail.Session;
import jakarta.mail.Store;
import java.time.Duration;
import java.util.Properties;
import org.junit.jupiter.api.Test;

@Pop3Server(virtualClock = true)
class TimeTest {

    @Test
    void keepsToTheLoginDelay(Pop3TestServer server, Maildrop maildrop) {
        var fetcher = new InvoiceFetcher(server.endpoint().jakartaMailProperties(), new InvoiceStore());
        maildrop.loginDelay(Duration.ofMinutes(5));
        fetcher.runSchedule(2);
        assertThat(server).hasFailedLogins(1);

        var later = maildrop.addAfter(Duration.ofMinutes(3), message("later"));
        server.clock().advance(Duration.ofMinutes(5));
        fetcher.runSchedule(1);

        assertThat(maildrop).hasDeletedExactly(later);
    }

    @Test
    void losesTheSessionAfterTenIdleMinutes(Pop3TestServer server, Maildrop maildrop) throws Exception {
        maildrop.add(message("x"));
        Properties properties = server.endpoint().jakartaMailProperties();
        Store mailbox = Session.getInstance(properties).getStore();
        mailbox.connect("user", "password");

        server.clock().advance(Duration.ofMinutes(10));

        assertThat(server.await().sessionEnd()).hasEndedWith(AUTOLOGOUT);
        assertThat(maildrop).hasDeletedNothing().isNotLocked();
        mailbox.close();
    }
}
