package io.github.pop3testserver.samples.servers;

import static io.github.pop3testserver.samples.servers.Conversation.plays;
import static io.github.pop3testserver.samples.servers.Mails.ORDER;

import io.github.pop3testserver.Maildrop;
import io.github.pop3testserver.Pop3TestServer;
import io.github.pop3testserver.junit5.Pop3Server;
import org.junit.jupiter.api.Test;

@Pop3Server(setup = Cyrus.class, virtualClock = true)
class CyrusTest {

    @Test
    void refusesWhatItDoesNotExpect(Pop3TestServer server, Maildrop maildrop) {
        maildrop.add(ORDER.uid("1700000000.1"));

        plays(server.endpoint(), """
                S: +OK mail.example.com Cyrus POP3 3.8 server ready
                C: USER user
                S: +OK Name is a valid mailbox
                C: PASS password
                S: +OK Mailbox locked and ready
                C: STAT now
                S: -ERR Unexpected extra argument
                C: UIDL
                S: +OK unique-id listing follows
                S: 1 1700000000.1
                S: .
                C: QUIT
                S: +OK
                """);

        plays(server.endpoint(), """
                S: +OK mail.example.com Cyrus POP3 3.8 server ready
                C: USER user
                S: +OK Name is a valid mailbox
                C: PASS password
                S: -ERR [LOGIN-DELAY] Logins must be at least 5 minute(s) apart
                C: QUIT
                S: +OK
                """);
    }
}
