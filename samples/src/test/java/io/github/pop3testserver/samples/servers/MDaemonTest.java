package io.github.pop3testserver.samples.servers;

import static io.github.pop3testserver.samples.servers.Conversation.plays;
import static io.github.pop3testserver.samples.servers.Mails.INVOICE;
import static io.github.pop3testserver.samples.servers.Mails.ORDER;

import io.github.pop3testserver.Maildrop;
import io.github.pop3testserver.Pop3TestServer;
import io.github.pop3testserver.junit5.Pop3Server;
import org.junit.jupiter.api.Test;

@Pop3Server(setup = MDaemon.class)
class MDaemonTest {

    @Test
    void countsAfterLogin(Pop3TestServer server, Maildrop maildrop) {
        maildrop.add(ORDER, INVOICE);

        plays(server.endpoint(), """
                S: +OK mail.example.com POP MDaemon ready <timestamp>
                C: USER user
                S: +OK
                C: PASS password
                S: +OK user's mailbox has 2 total messages (56 octets)
                C: LAST
                S: +OK 0
                C: QUIT
                S: +OK Logging out.
                """);
    }

    @Test
    void numbersTheMessagesInAnotherOrderInEachSession(Pop3TestServer server, Maildrop maildrop) {
        maildrop.add(ORDER, INVOICE);

        plays(server.endpoint(), """
                S: +OK mail.example.com POP MDaemon ready <timestamp>
                C: USER user
                S: +OK
                C: PASS password
                S: +OK user's mailbox has 2 total messages (56 octets)
                C: LIST 1
                S: +OK 1 30
                C: QUIT
                S: +OK Logging out.
                """);
        plays(server.endpoint(), """
                S: +OK mail.example.com POP MDaemon ready <timestamp>
                C: USER user
                S: +OK
                C: PASS password
                S: +OK user's mailbox has 2 total messages (56 octets)
                C: LIST 1
                S: +OK 1 26
                C: QUIT
                S: +OK Logging out.
                """);
    }
}
