package io.github.pop3testserver.samples.servers;

import static io.github.pop3testserver.samples.servers.Conversation.plays;
import static io.github.pop3testserver.samples.servers.Mails.ORDER;

import io.github.pop3testserver.Maildrop;
import io.github.pop3testserver.Pop3TestServer;
import io.github.pop3testserver.junit5.Pop3Server;
import org.junit.jupiter.api.Test;

@Pop3Server(setup = Exchange2003.class)
class Exchange2003Test {

    @Test
    void greetsInAnotherCharacterSet(Pop3TestServer server, Maildrop maildrop) {
        maildrop.add(ORDER.uid(Exchange2003.uid(1)));

        plays(server.endpoint(), Exchange2003.GBK, """
                S: +OK Microsoft Exchange Server 2003 POP3 服务器 6.5 就绪。
                C: USER user
                S: +OK
                C: PASS password
                S: +OK Logged in.
                C: UIDL
                S: +OK
                S: 1 AAAAARI0VniavE3vCasBI0Vnias=
                S: .
                C: RETR 2
                S: -ERR The specified message is out of range.
                C: QUIT
                S: +OK Microsoft Exchange Server 2003 POP3 服务器正在注销。
                """);
    }
}
