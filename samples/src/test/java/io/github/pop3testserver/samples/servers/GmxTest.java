package io.github.pop3testserver.samples.servers;

import static io.github.pop3testserver.samples.servers.Conversation.plays;
import static io.github.pop3testserver.samples.servers.Mails.INVOICE;
import static io.github.pop3testserver.samples.servers.Mails.ORDER;

import io.github.pop3testserver.Maildrop;
import io.github.pop3testserver.Pop3TestServer;
import io.github.pop3testserver.junit5.Pop3Server;
import org.junit.jupiter.api.Test;

@Pop3Server(setup = Gmx.class)
class GmxTest {

    @Test
    void listsWithoutACount(Pop3TestServer server, Maildrop maildrop) {
        maildrop.add(ORDER, INVOICE);

        plays(server.endpoint(), """
                S: +OK POP server ready H migmx001 0Ab1Cd
                C: LANG
                S: -ERR unknown command
                C: USER user
                S: +OK password required for user "user"
                C: PASS wrong
                S: -ERR authentication failed
                C: USER user
                S: +OK password required for user "user"
                C: PASS password
                S: +OK mailbox "user" has 2 messages (56 octets) H mimap3
                C: LIST
                S: +OK
                S: 1 30
                S: 2 26
                S: .
                C: QUIT
                S: +OK POP server signing off
                """);
    }

    @Test
    void numbersTheMessagesInAnotherOrderInEachSession(Pop3TestServer server, Maildrop maildrop) {
        maildrop.add(ORDER.uid("Gmx1"), INVOICE.uid("Gmx2"));

        plays(server.endpoint(), """
                S: +OK POP server ready H migmx001 0Ab1Cd
                C: USER user
                S: +OK password required for user "user"
                C: PASS password
                S: +OK mailbox "user" has 2 messages (56 octets) H mimap3
                C: UIDL
                S: +OK
                S: 1 Gmx1
                S: 2 Gmx2
                S: .
                C: QUIT
                S: +OK POP server signing off
                """);
        plays(server.endpoint(), """
                S: +OK POP server ready H migmx001 0Ab1Cd
                C: USER user
                S: +OK password required for user "user"
                C: PASS password
                S: +OK mailbox "user" has 2 messages (56 octets) H mimap3
                C: UIDL
                S: +OK
                S: 1 Gmx2
                S: 2 Gmx1
                S: .
                C: QUIT
                S: +OK POP server signing off
                """);
    }
}
