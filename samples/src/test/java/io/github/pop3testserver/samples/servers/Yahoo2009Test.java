package io.github.pop3testserver.samples.servers;

import static io.github.pop3testserver.samples.servers.Conversation.plays;
import static io.github.pop3testserver.samples.servers.Mails.INVOICE;
import static io.github.pop3testserver.samples.servers.Mails.ORDER;

import io.github.pop3testserver.Maildrop;
import io.github.pop3testserver.Pop3TestServer;
import io.github.pop3testserver.junit5.Pop3Server;
import org.junit.jupiter.api.Test;

@Pop3Server(setup = Yahoo2009.class)
class Yahoo2009Test {

    @Test
    void answersLast(Pop3TestServer server, Maildrop maildrop) {
        maildrop.add(ORDER, INVOICE);

        plays(server.endpoint(), """
                S: +OK POP3 server ready
                C: USER user
                S: +OK
                C: PASS password
                S: +OK maildrop ready (2 56)
                C: LAST
                S: +OK 0
                C: QUIT
                S: +OK Logging out.
                """);
    }
}
