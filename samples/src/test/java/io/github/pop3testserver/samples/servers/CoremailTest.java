package io.github.pop3testserver.samples.servers;

import static io.github.pop3testserver.samples.servers.Conversation.plays;
import static io.github.pop3testserver.samples.servers.Mails.INVOICE;
import static io.github.pop3testserver.samples.servers.Mails.ORDER;

import io.github.pop3testserver.Maildrop;
import io.github.pop3testserver.Pop3TestServer;
import io.github.pop3testserver.junit5.Pop3Server;
import org.junit.jupiter.api.Test;

@Pop3Server(setup = Coremail.class)
class CoremailTest {

    @Test
    void saysInGbkThatPop3IsOff(Pop3TestServer server) {
        Coremail.switchPop3Off(server);

        plays(server.endpoint(), Coremail.GBK, """
                S: +OK Welcome to coremail Mail Pop3 Server (163coms[example])
                C: USER user
                S: +OK core mail
                C: PASS password
                S: -ERR 未开启 POP3 服务
                C: QUIT
                S: +OK core mail
                """);
    }

    @Test
    void countsAfterLogin(Pop3TestServer server, Maildrop maildrop) {
        maildrop.add(ORDER, INVOICE);

        plays(server.endpoint(), """
                S: +OK Welcome to coremail Mail Pop3 Server (163coms[example])
                C: USER user
                S: +OK core mail
                C: PASS wrong
                S: -ERR Unable to log on
                C: USER user
                S: +OK core mail
                C: PASS password
                S: +OK 2 message(s) [56 byte(s)]
                C: QUIT
                S: +OK core mail
                """);
    }
}
