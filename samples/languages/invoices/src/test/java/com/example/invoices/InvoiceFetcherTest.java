package com.example.invoices;

import static io.github.pop3testserver.assertj.Pop3Assertions.assertThat;
import static io.github.pop3testserver.model.SeedMessage.message;

import io.github.pop3testserver.Maildrop;
import io.github.pop3testserver.junit5.Pop3Server;
import io.github.pop3testserver.model.Pop3Endpoint;
import org.junit.jupiter.api.Test;

@Pop3Server
class InvoiceFetcherTest {

    @Test
    void runsInTheModuleOfTheApplication() {
        assertThat(getClass().getModule().getName()).isEqualTo("com.example.invoices");
        assertThat(Pop3Server.class.getModule().isNamed()).isFalse();
    }

    @Test
    void deletesWhatItKeeps(Maildrop maildrop, Pop3Endpoint endpoint) throws Exception {
        var invoice = maildrop.add(message("Invoice 4711"));
        var fetcher = new InvoiceFetcher(endpoint.jakartaMailProperties());

        fetcher.poll();

        assertThat(fetcher.subjects()).containsExactly("Invoice 4711");
        assertThat(maildrop).hasDeletedExactly(invoice);
    }
}
