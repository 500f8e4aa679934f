package com.example.invoices

import io.github.pop3testserver.Pop3TestServer
import io.github.pop3testserver.assertj.Pop3Assertions.assertThat
import io.github.pop3testserver.junit5.Pop3Server
import io.github.pop3testserver.junit5.Scope
import io.github.pop3testserver.model.SeedMessage.message
import org.junit.jupiter.api.BeforeAll
import org.junit.jupiter.api.Test

class SharedServerTest {

    companion object {
        @Pop3Server(scope = [Scope.CLASS])
        lateinit var server: Pop3TestServer

        lateinit var fetcher: InvoiceFetcher

        @BeforeAll
        @JvmStatic
        fun connect() {
            fetcher = InvoiceFetcher(server.endpoint().jakartaMailProperties())
        }
    }

    @Test
    fun `fetches from the server of the class`() {
        val invoice = server.maildrop().add(message("Invoice 4711"))

        fetcher.poll()

        assertThat(server.maildrop()).hasDeletedExactly(invoice)
    }

    @Test
    fun `finds the server reset`() {
        assertThat(server).hasSessions(0)
        assertThat(server.maildrop()).isEmpty()
    }
}
