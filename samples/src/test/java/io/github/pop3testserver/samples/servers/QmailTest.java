package io.github.pop3testserver.samples.servers;

import static io.github.pop3testserver.samples.servers.Conversation.plays;
import static io.github.pop3testserver.samples.servers.Mails.ORDER;

import io.github.pop3testserver.Maildrop;
import io.github.pop3testserver.Pop3TestServer;
import io.github.pop3testserver.junit5.Pop3Server;
import org.junit.jupiter.api.Test;

@Pop3Server(setup = Qmail.class)
class QmailTest {

    @Test
    void addsABlankLineAndCountsFewerOctets(Pop3TestServer server, Maildrop maildrop) {
        maildrop.add(Qmail.stored(ORDER));

        plays(server.endpoint(), """
                S: +OK <timestamp>
                C: CAPA
                S: -ERR authorization first
                C: USER user
                S: +OK\s
                C: PASS password
                S: +OK\s
                C: LIST 1
                S: +OK 1 27
                C: RETR 1
                S: +OK 27 octets
                S: Subject: Order
                S:
                S: 100 screws
                S:
                S: .
                C: CAPA
                S: -ERR unimplemented
                C: QUIT
                S: +OK\s
                """);
    }

    @Test
    void hangsUpAfterAWrongPassword(Pop3TestServer server) {
        plays(server.endpoint(), """
                S: +OK <timestamp>
                C: USER user
                S: +OK\s
                C: PASS wrong
                S: -ERR authorization failed
                S: (closed)
                """);
    }

    @Test
    void answersAFailedQuitTwice(Pop3TestServer server, Maildrop maildrop) {
        maildrop.add(ORDER.undeletable("disk is full"));

        plays(server.endpoint(), """
                S: +OK <timestamp>
                C: USER user
                S: +OK\s
                C: PASS password
                S: +OK\s
                C: DELE 1
                S: +OK\s
                C: QUIT
                S: -ERR unable to unlink all deleted messages
                S: +OK\s
                S: (closed)
                """);
    }
}
