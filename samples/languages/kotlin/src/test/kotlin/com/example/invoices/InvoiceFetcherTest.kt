package com.example.invoices

import io.github.pop3testserver.Maildrop
import io.github.pop3testserver.Pop3TestServer
import io.github.pop3testserver.assertj.Pop3Assertions.assertThat
import io.github.pop3testserver.assertj.Pop3Assertions.assertThatThrownBy
import io.github.pop3testserver.junit5.DisconnectSweepTest
import io.github.pop3testserver.junit5.Pop3Server
import io.github.pop3testserver.model.Pop3Event.LOGIN
import io.github.pop3testserver.model.ResponseCode.IN_USE
import io.github.pop3testserver.model.SeedMessage.message
import jakarta.mail.AuthenticationFailedException
import org.junit.jupiter.api.Test

@Pop3Server
class InvoiceFetcherTest(private val server: Pop3TestServer, private val maildrop: Maildrop) {

    private val fetcher = InvoiceFetcher(server.endpoint().jakartaMailProperties())

    @Test
    fun `deletes what it keeps`() {
        val invoice = maildrop.add(message("Invoice 4711"))

        fetcher.poll()

        assertThat(fetcher.subjects()).containsExactly("Invoice 4711")
        assertThat(maildrop).hasDeletedExactly(invoice)
    }

    @DisconnectSweepTest
    fun `loses nothing wherever the connection drops`() {
        maildrop.add(message("Invoice 4711"))

        repeat(3) { runCatching { fetcher.poll() } }

        assertThat(fetcher.subjects()).containsExactly("Invoice 4711")
        assertThat(maildrop).hasLostNothing().isEmpty()
    }

    @Test
    @Pop3Server(generate = [3])
    fun `reports a mailbox that is in use`() {
        server.on(LOGIN).err(IN_USE, "maildrop already locked")

        assertThatThrownBy { fetcher.poll() }.isInstanceOf(AuthenticationFailedException::class.java)

        assertThat(maildrop).hasDeletedNothing()
    }
}
