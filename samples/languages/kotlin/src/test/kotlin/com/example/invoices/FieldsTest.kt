package com.example.invoices

import io.github.pop3testserver.Maildrop
import io.github.pop3testserver.assertj.Pop3Assertions.assertThat
import io.github.pop3testserver.junit5.Pop3Server
import io.github.pop3testserver.model.Pop3Endpoint
import io.github.pop3testserver.model.SeedMessage.message
import org.junit.jupiter.api.BeforeEach
import org.junit.jupiter.api.Test

class FieldsTest {

    @Pop3Server
    private lateinit var maildrop: Maildrop

    private lateinit var fetcher: InvoiceFetcher

    @BeforeEach
    fun connect(endpoint: Pop3Endpoint) {
        fetcher = InvoiceFetcher(endpoint.jakartaMailProperties())
    }

    @Test
    fun `fills a property that is initialized late`() {
        maildrop.add(3) { number -> message("Invoice $number") }

        fetcher.poll()

        assertThat(fetcher.subjects()).containsExactly("Invoice 1", "Invoice 2", "Invoice 3")
        assertThat(maildrop).isEmpty()
    }
}
