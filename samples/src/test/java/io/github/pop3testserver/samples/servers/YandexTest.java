package io.github.pop3testserver.samples.servers;

import static io.github.pop3testserver.samples.servers.Conversation.plays;
import static io.github.pop3testserver.samples.servers.Mails.INVOICE;
import static io.github.pop3testserver.samples.servers.Mails.ORDER;

import io.github.pop3testserver.Maildrop;
import io.github.pop3testserver.Pop3TestServer;
import io.github.pop3testserver.junit5.Pop3Server;
import org.junit.jupiter.api.Test;

@Pop3Server(setup = Yandex.class)
class YandexTest {

    @Test
    void writesSizesWithAFullStop(Pop3TestServer server, Maildrop maildrop) {
        maildrop.add(ORDER.uid("0123456789abcdef0123456789abcdef"), INVOICE);

        plays(server.implicitTlsEndpoint(), """
                S: +OK POP3 server ready
                C: USER user
                S: +OK
                C: PASS password
                S: +OK Logged in.
                C: UIDL 1
                S: +OK 1 0123456789abcdef0123456789abcdef
                C: RETR 1
                S: +OK 30 octets.
                S: Subject: Order
                S:
                S: 100 screws
                S: .
                C: DELE 1
                S: +OK 1 26
                C: RSET
                S: +OK 2 56
                C: QUIT
                S: +OK Logging out.
                """);
    }

    @Test
    void refusesPasswordsWithoutTls(Pop3TestServer server) {
        plays(server.endpoint(), """
                S: +OK POP3 server ready
                C: CAPA
                S: +OK Capability list follows
                S: TOP
                S: UIDL
                S: STLS
                S: STLS
                S: RESP-CODE
                S: LOGIN-DELAY 60
                S: USER
                S: .
                C: USER user
                S: -ERR [AUTH] Working without SSL/TLS
                """);
    }
}
