package io.github.pop3testserver.samples.servers;

import static io.github.pop3testserver.samples.servers.Conversation.plays;
import static io.github.pop3testserver.samples.servers.Mails.ORDER;

import io.github.pop3testserver.Maildrop;
import io.github.pop3testserver.Pop3TestServer;
import io.github.pop3testserver.junit5.Pop3Server;
import org.junit.jupiter.api.Test;

@Pop3Server(setup = IPlanet.class)
class IPlanetTest {

    @Test
    void listsShortUniqueIds(Pop3TestServer server, Maildrop maildrop) {
        maildrop.add(ORDER.uid("7-1053395393"));

        plays(server.endpoint(), """
                S: +OK Messaging Multiplexor (iPlanet Messaging Server 5.2)
                C: USER user
                S: +OK password required for user user
                C: PASS password
                S: +OK Maildrop ready
                C: LIST
                S: +OK scan listing follows
                S: 1 30
                S: .
                C: UIDL
                S: +OK
                S: 1 7-1053395393
                S: .
                C: QUIT
                S: +OK Logging out.
                """);
    }
}
