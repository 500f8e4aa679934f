package io.github.pop3testserver.samples.servers;

import static io.github.pop3testserver.samples.servers.Conversation.plays;
import static io.github.pop3testserver.samples.servers.Mails.INVOICE;
import static io.github.pop3testserver.samples.servers.Mails.ORDER;

import io.github.pop3testserver.Maildrop;
import io.github.pop3testserver.Pop3TestServer;
import io.github.pop3testserver.junit5.Pop3Server;
import org.junit.jupiter.api.Test;

@Pop3Server(setup = Zimbra.class)
class ZimbraTest {

    @Test
    void refusesWithoutAReason(Pop3TestServer server, Maildrop maildrop) {
        maildrop.add(ORDER, INVOICE);

        plays(server.endpoint(), """
                S: +OK POP3 ready
                C: USER user
                S: +OK
                C: PASS expired
                S: -ERR
                C: USER user
                S: +OK
                C: PASS password
                S: +OK Logged in.
                C: NOOP
                S: +OK yawn
                C: DELE 1
                S: +OK Marked to be deleted.
                C: QUIT
                S: +OK deleted 1 message(s)
                """);
    }

    @Test
    void changesExpireAfterLogin(Pop3TestServer server) {
        plays(server.endpoint(), """
                S: +OK POP3 ready
                C: CAPA
                S: +OK Capability list follows
                S: TOP
                S: USER
                S: UIDL
                S: EXPIRE 31 USER
                S: .
                C: USER user
                S: +OK
                C: PASS password
                S: +OK Logged in.
                C: CAPA
                S: +OK Capability list follows
                S: TOP
                S: USER
                S: UIDL
                S: SASL PLAIN X-ZIMBRA
                S: EXPIRE NEVER
                S: XOIP
                S: IMPLEMENTATION ZimbraInc
                S: .
                """);
    }
}
