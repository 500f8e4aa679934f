package io.github.pop3testserver.samples.servers;

import static io.github.pop3testserver.samples.servers.Conversation.plays;
import static io.github.pop3testserver.samples.servers.Mails.ORDER;

import io.github.pop3testserver.Maildrop;
import io.github.pop3testserver.Pop3TestServer;
import io.github.pop3testserver.junit5.Pop3Server;
import org.junit.jupiter.api.Test;

@Pop3Server(setup = HMailServer.class)
class HMailServerTest {

    @Test
    void saysWithoutACodeThatTheMaildropIsLocked(Pop3TestServer server, Maildrop maildrop) {
        maildrop.lock();

        plays(server.endpoint(), """
                S: +OK POP3 server ready
                C: USER user
                S: +OK Send your password
                C: PASS password
                S: -ERR Your mailbox is already locked
                C: QUIT
                S: +OK Logging out.
                """);
    }

    @Test
    void acceptsDeleOfADeletedMessage(Pop3TestServer server, Maildrop maildrop) {
        maildrop.add(ORDER);

        plays(server.endpoint(), """
                S: +OK POP3 server ready
                C: USER user
                S: +OK Send your password
                C: PASS password
                S: +OK Mailbox locked and ready
                C: TOP 1 0
                S: +OK
                S: Subject: Order
                S:
                S:
                S: .
                C: DELE 1
                S: +OK Marked to be deleted.
                C: DELE 1
                S: +OK
                C: QUIT
                S: +OK Logging out, messages deleted.
                """);
    }
}
