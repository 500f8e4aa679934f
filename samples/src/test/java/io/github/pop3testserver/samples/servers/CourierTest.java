package io.github.pop3testserver.samples.servers;

import static io.github.pop3testserver.samples.servers.Conversation.plays;
import static io.github.pop3testserver.samples.servers.Mails.INVOICE;
import static io.github.pop3testserver.samples.servers.Mails.ORDER;

import io.github.pop3testserver.Maildrop;
import io.github.pop3testserver.Pop3TestServer;
import io.github.pop3testserver.junit5.Pop3Server;
import org.junit.jupiter.api.Test;

@Pop3Server(setup = Courier.class)
class CourierTest {

    @Test
    void countsTheMessagesAgainAfterDele(Pop3TestServer server, Maildrop maildrop) {
        maildrop.add(ORDER.uid("UID1-1700000000"), INVOICE.uid("UID2-1700000000"));

        plays(server.endpoint(), """
                S: +OK Hello there.
                C: USER user
                S: +OK Password required.
                C: PASS password
                S: +OK logged in.
                C: UIDL
                S: +OK
                S: 1 UID1-1700000000
                S: 2 UID2-1700000000
                S: .
                C: DELE 1
                S: +OK Deleted.
                C: UIDL
                S: +OK
                S: 1 UID2-1700000000
                S: .
                C: LIST
                S: +OK POP3 clients that break here, they violate STD53.
                S: 1 26
                S: .
                C: QUIT
                S: +OK Bye-bye.
                """);
    }
}
