package io.github.pop3testserver.samples.servers;

import static io.github.pop3testserver.samples.servers.Conversation.plays;
import static io.github.pop3testserver.samples.servers.Mails.ORDER;

import io.github.pop3testserver.Maildrop;
import io.github.pop3testserver.Pop3TestServer;
import io.github.pop3testserver.junit5.Pop3Server;
import org.junit.jupiter.api.Test;

@Pop3Server(setup = GreenMail21.class)
class GreenMail21Test {

    @Test
    void answersRsetTwice(Pop3TestServer server, Maildrop maildrop) {
        maildrop.add(GreenMail21.measured(ORDER));

        plays(server.endpoint(), """
                S: +OK POP3 GreenMail Server v2.1 ready
                C: USER user
                S: +OK
                C: PASS password
                S: +OK
                C: LIST
                S: +OK
                S: 1 12
                S: .
                C: DELE 1
                S: +OK message scheduled for deletion
                C: RSET
                S: +OK
                S: +OK maildrop has 1 messages undeleted.
                C: NOOP
                S: +OK noop rimes with poop
                C: QUIT
                S: +OK bye see you soon
                """);
    }
}
