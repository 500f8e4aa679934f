package io.github.pop3testserver.samples.servers;

import static io.github.pop3testserver.model.Pop3Event.NOOP;
import static io.github.pop3testserver.samples.servers.Conversation.plays;
import static io.github.pop3testserver.samples.servers.Mails.INVOICE;
import static io.github.pop3testserver.samples.servers.Mails.ORDER;

import io.github.pop3testserver.Maildrop;
import io.github.pop3testserver.Pop3TestServer;
import io.github.pop3testserver.junit5.Pop3Server;
import org.junit.jupiter.api.Test;

@Pop3Server(setup = Gmail.class)
class GmailTest {

    @Test
    void hangsUpAtACommandThatItDoesNotKnow(Pop3TestServer server, Maildrop maildrop) {
        maildrop.add(ORDER.uid("GmailId1"), INVOICE.uid("GmailId2"));

        plays(server.endpoint(), """
                S: +OK Gpop ready for requests from 127.0.0.1 a1b2
                C: USER user
                S: +OK send PASS
                C: PASS password
                S: +OK Welcome.
                C: LIST
                S: +OK 2 messages (56 bytes)
                S: 1 30
                S: 2 26
                S: .
                C: UIDL
                S: +OK
                S: 1 GmailId1
                S: 2 GmailId2
                S: .
                C: UTF8
                S: (closed)
                """);
    }

    @Test
    void hidesWhatAnEarlierSessionHasRetrieved(Pop3TestServer server, Maildrop maildrop) {
        maildrop.add(ORDER, INVOICE);

        plays(server.endpoint(), """
                S: +OK Gpop ready for requests from 127.0.0.1 a1b2
                C: USER user
                S: +OK send PASS
                C: PASS password
                S: +OK Welcome.
                C: RETR 1
                S: +OK 30 octets
                S: Subject: Order
                S:
                S: 100 screws
                S: .
                C: QUIT
                S: +OK Farewell.
                """);
        plays(server.endpoint(), """
                S: +OK Gpop ready for requests from 127.0.0.1 a1b2
                C: USER user
                S: +OK send PASS
                C: PASS password
                S: +OK Welcome.
                C: LIST
                S: +OK 1 messages (26 bytes)
                S: 1 26
                S: .
                C: QUIT
                S: +OK Farewell.
                """);
        plays(server.endpoint(), """
                S: +OK Gpop ready for requests from 127.0.0.1 a1b2
                C: USER recent:user
                S: +OK send PASS
                C: PASS password
                S: +OK Welcome.
                C: LIST
                S: +OK 2 messages (56 bytes)
                S: 1 30
                S: 2 26
                S: .
                C: QUIT
                S: +OK Farewell.
                """);
    }

    @Test
    void showsNoMoreThan265Messages(Pop3TestServer server, Maildrop maildrop) {
        maildrop.add(266, number -> ORDER);

        plays(server.endpoint(), """
                S: +OK Gpop ready for requests from 127.0.0.1 a1b2
                C: USER user
                S: +OK send PASS
                C: PASS password
                S: +OK Welcome.
                C: STAT
                S: +OK 265 7950
                C: LIST 266
                S: -ERR There's no message 266.
                C: QUIT
                S: +OK Farewell.
                """);
    }

    @Test
    void letsTheClientTryAgain(Pop3TestServer server) {
        plays(server.endpoint(), """
                S: +OK Gpop ready for requests from 127.0.0.1 a1b2
                C: USER user
                S: +OK send PASS
                C: PASS wrong
                S: -ERR [AUTH] Username and password not accepted.
                C: USER user
                S: +OK send PASS
                C: PASS password
                S: +OK Welcome.
                C: QUIT
                S: +OK Farewell.
                """);
    }

    @Test
    void hasSeveralSessionsAtOnce(Pop3TestServer server) {
        server.on(NOOP).run(() -> letsTheClientTryAgain(server));

        plays(server.endpoint(), """
                S: +OK Gpop ready for requests from 127.0.0.1 a1b2
                C: USER user
                S: +OK send PASS
                C: PASS password
                S: +OK Welcome.
                C: NOOP
                S: +OK
                C: CAPA
                S: +OK Capability list follows
                S: USER
                S: RESP-CODES
                S: EXPIRE 0
                S: LOGIN-DELAY 300
                S: TOP
                S: UIDL
                S: X-GOOGLE-RICO
                S: PIPELINING
                S: .
                C: LANG
                S: (closed)
                """);
    }
}
