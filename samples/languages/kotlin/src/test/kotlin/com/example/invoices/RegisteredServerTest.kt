package com.example.invoices

import io.github.pop3testserver.Maildrop
import io.github.pop3testserver.assertj.Pop3Assertions.assertThat
import io.github.pop3testserver.junit5.Pop3ServerExtension
import io.github.pop3testserver.model.SeedMessage.message
import io.github.pop3testserver.model.Tls
import org.junit.jupiter.api.Test
import org.junit.jupiter.api.extension.RegisterExtension

class RegisteredServerTest {

    @RegisterExtension
    val pop3 = Pop3ServerExtension.create()
        .configure { it.tls(Tls.EXPLICIT).maildrop("alice", "secret") }
        .messages(message("Invoice 4711"))

    @Test
    fun `fetches over STLS`(maildrop: Maildrop) {
        val fetcher = InvoiceFetcher(pop3.server().endpoint().jakartaMailProperties())

        fetcher.poll()

        assertThat(maildrop).isEmpty()
        assertThat(pop3.server().lastSession()).hasUsedTls()
    }
}
