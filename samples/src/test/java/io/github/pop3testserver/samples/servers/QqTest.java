package io.github.pop3testserver.samples.servers;

import static io.github.pop3testserver.samples.servers.Conversation.plays;
import static io.github.pop3testserver.samples.servers.Mails.ORDER;

import io.github.pop3testserver.Maildrop;
import io.github.pop3testserver.Pop3TestServer;
import io.github.pop3testserver.junit5.Pop3Server;
import org.junit.jupiter.api.Test;

@Pop3Server(setup = Qq.class)
class QqTest {

    @Test
    void saysNothingButOk(Pop3TestServer server, Maildrop maildrop) {
        maildrop.add(ORDER);

        plays(server.endpoint(), """
                S: +OK QQMail POP3 Server v1.0 Service Ready
                C: USER user
                S: +OK
                C: PASS password
                S: +OK
                C: LIST
                S: +OK
                S: 1 30
                S: .
                C: DELE 1
                S: +OK
                C: QUIT
                S: +OK
                """);
    }
}
