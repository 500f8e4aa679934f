package com.example.invoices;

import static io.github.pop3testserver.assertj.Pop3Assertions.assertThat;
import static io.github.pop3testserver.assertj.Pop3Assertions.assertThatThrownBy;
import static io.github.pop3testserver.model.Pop3Event.LOGIN;
import static io.github.pop3testserver.model.ResponseCode.IN_USE;
import static io.github.pop3testserver.model.SeedMessage.message;

import jakarta.mail.AuthenticationFailedException;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;

public class InvoiceFetcherTest {

    @Rule
    public final Pop3Rule pop3 = new Pop3Rule();

    private InvoiceFetcher fetcher;

    @Before
    public void connect() {
        fetcher = new InvoiceFetcher(pop3.server().endpoint().jakartaMailProperties());
    }

    @Test
    public void deletesWhatItKeeps() throws Exception {
        var invoice = pop3.server().maildrop().add(message("Invoice 4711"));

        fetcher.poll();

        assertThat(fetcher.subjects()).containsExactly("Invoice 4711");
        assertThat(pop3.server().maildrop()).hasDeletedExactly(invoice);
    }

    @Test
    public void reportsAMailboxThatIsInUse() {
        pop3.server().on(LOGIN).err(IN_USE, "maildrop already locked");

        assertThatThrownBy(fetcher::poll).isInstanceOf(AuthenticationFailedException.class);

        assertThat(pop3.server().maildrop()).hasDeletedNothing();
    }
}
