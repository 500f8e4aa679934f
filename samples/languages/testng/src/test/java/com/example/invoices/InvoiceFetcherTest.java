package com.example.invoices;

import static io.github.pop3testserver.assertj.Pop3Assertions.assertThat;
import static io.github.pop3testserver.assertj.Pop3Assertions.assertThatThrownBy;
import static io.github.pop3testserver.model.Pop3Event.LOGIN;
import static io.github.pop3testserver.model.ResponseCode.IN_USE;
import static io.github.pop3testserver.model.SeedMessage.message;

import jakarta.mail.AuthenticationFailedException;
import org.testng.annotations.Test;

public class InvoiceFetcherTest extends Pop3Test {

    @Test
    public void deletesWhatItKeeps() throws Exception {
        var invoice = server().maildrop().add(message("Invoice 4711"));
        var fetcher = new InvoiceFetcher(server().endpoint().jakartaMailProperties());

        fetcher.poll();

        assertThat(fetcher.subjects()).containsExactly("Invoice 4711");
        assertThat(server().maildrop()).hasDeletedExactly(invoice);
    }

    @Test
    public void reportsAMailboxThatIsInUse() {
        server().on(LOGIN).err(IN_USE, "maildrop already locked");
        var fetcher = new InvoiceFetcher(server().endpoint().jakartaMailProperties());

        assertThatThrownBy(fetcher::poll).isInstanceOf(AuthenticationFailedException.class);

        assertThat(server().maildrop()).hasDeletedNothing();
    }
}
