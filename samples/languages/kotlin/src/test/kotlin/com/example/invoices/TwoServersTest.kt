package com.example.invoices

import io.github.pop3testserver.Maildrop
import io.github.pop3testserver.Pop3TestServer
import io.github.pop3testserver.assertj.Pop3Assertions.assertThat
import io.github.pop3testserver.junit5.Pop3Server
import io.github.pop3testserver.model.SeedMessage.message
import org.junit.jupiter.api.Test

@Pop3Server("germany")
@Pop3Server("france")
class TwoServersTest(
    @param:Pop3Server("germany") private val germany: Pop3TestServer,
    @param:Pop3Server("france") private val france: Maildrop,
) {

    @Test
    fun `fetches from one of two servers`() {
        germany.maildrop().add(message("Rechnung 4711"))
        val facture = france.add(message("Facture 4711"))

        InvoiceFetcher(germany.endpoint().jakartaMailProperties()).poll()

        assertThat(germany.maildrop()).isEmpty()
        assertThat(france).holdsExactly(facture)
    }
}
