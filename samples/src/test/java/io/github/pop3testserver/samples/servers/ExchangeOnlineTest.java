package io.github.pop3testserver.samples.servers;

import static io.github.pop3testserver.samples.servers.Conversation.plays;

import io.github.pop3testserver.Maildrop;
import io.github.pop3testserver.Pop3TestServer;
import io.github.pop3testserver.junit5.Pop3Server;
import org.junit.jupiter.api.Test;

@Pop3Server(setup = ExchangeOnline.class)
class ExchangeOnlineTest {

    @Test
    void wantsTheTokenInALineOfItsOwn(Pop3TestServer server, Maildrop maildrop) {
        maildrop.acceptToken("t1");

        plays(server.endpoint(), """
                S: +OK The Microsoft Exchange POP3 service is ready. [RQB4AGEAbQBwAGwAZQA=]
                C: AUTH XOAUTH2
                S: +\s
                C: dXNlcj11c2VyAWF1dGg9QmVhcmVyIG9sZAEB
                S: -ERR Authentication failure: unknown user name or bad password.
                C: AUTH XOAUTH2
                S: +\s
                C: dXNlcj11c2VyAWF1dGg9QmVhcmVyIHQxAQE=
                S: +OK User successfully authenticated.
                C: QUIT
                S: +OK Microsoft Exchange Server 2016 POP3 server signing off.
                """);
    }

    @Test
    void closesTheConnectionAtATokenInTheSameLine(Pop3TestServer server, Maildrop maildrop) {
        maildrop.acceptToken("t1");

        plays(server.endpoint(), """
                S: +OK The Microsoft Exchange POP3 service is ready. [RQB4AGEAbQBwAGwAZQA=]
                C: CAPA
                S: +OK Capability list follows
                S: TOP
                S: UIDL
                S: SASL PLAIN XOAUTH2
                S: USER
                S: .
                C: AUTH XOAUTH2 dXNlcj11c2VyAWF1dGg9QmVhcmVyIHQxAQE=
                S: -ERR Protocol error. Connection is closed. 10
                S: (closed)
                """);
    }
}
