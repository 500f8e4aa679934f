package com.example.invoices

import static io.github.pop3testserver.assertj.Pop3Assertions.assertThat
import static io.github.pop3testserver.model.CutPoint.beforeReply
import static io.github.pop3testserver.model.Pop3Event.DELE
import static io.github.pop3testserver.model.Pop3Event.LOGIN
import static io.github.pop3testserver.model.Pop3Event.QUIT
import static io.github.pop3testserver.model.Pop3Event.RETR
import static io.github.pop3testserver.model.Pop3Event.UIDL
import static io.github.pop3testserver.model.ResponseCode.IN_USE
import static io.github.pop3testserver.model.SeedMessage.message

import io.github.pop3testserver.Pop3TestServer
import jakarta.mail.AuthenticationFailedException
import spock.lang.AutoCleanup
import spock.lang.Specification

class InvoiceFetcherSpec extends Specification {

    @AutoCleanup
    Pop3TestServer server = Pop3TestServer.start()

    InvoiceFetcher fetcher = new InvoiceFetcher(server.endpoint().jakartaMailProperties())

    def cleanup() {
        server.verify()
    }

    def "keeps an invoice once if the connection drops at #event"() {
        given:
        def invoice = server.maildrop().add(message("Invoice 4711"))
        server.on(event).disconnect(beforeReply())

        when:
        pollDespiteFailures(2)

        then:
        fetcher.subjects() == ["Invoice 4711"]
        assertThat(server.maildrop()).hasDeletedExactly(invoice)

        where:
        event << [UIDL, RETR, DELE, QUIT]
    }

    def "deletes what it keeps"() {
        given:
        def invoice = server.maildrop().add(message("Invoice 4711"))

        when:
        fetcher.poll()

        then:
        fetcher.subjects() == ["Invoice 4711"]
        server.maildrop().deleted() == [invoice]
    }

    def "reports a mailbox that is in use"() {
        given:
        def invoice = server.maildrop().add(message("Invoice 4711"))
        server.on(LOGIN).err(IN_USE, "maildrop already locked")

        when:
        fetcher.poll()

        then:
        thrown(AuthenticationFailedException)
        server.maildrop().messages() == [invoice]
    }

    void pollDespiteFailures(int times) {
        times.times {
            try {
                fetcher.poll()
            } catch (Exception ignored) {
                // The next poll tries again.
            }
        }
    }
}
