package io.github.pop3testserver.samples.servers;

import static io.github.pop3testserver.samples.servers.Conversation.plays;

import io.github.pop3testserver.Maildrop;
import io.github.pop3testserver.Pop3TestServer;
import io.github.pop3testserver.VirtualClock;
import io.github.pop3testserver.junit5.Pop3Server;
import io.github.pop3testserver.model.SeedMessage;
import java.time.Duration;
import org.junit.jupiter.api.Test;

@Pop3Server(setup = Dovecot.class, virtualClock = true)
class DovecotTest {

    @Test
    void listsLessAfterLogin(Pop3TestServer server, Maildrop maildrop) {
        maildrop.add(SeedMessage.raw(".a\n.b\n\n"));

        plays(server.endpoint(), """
                S: +OK Dovecot ready.
                C: CAPA
                S: +OK
                S: CAPA
                S: TOP
                S: UIDL
                S: RESP-CODES
                S: PIPELINING
                S: AUTH-RESP-CODE
                S: USER
                S: SASL PLAIN
                S: .
                C: USER user
                S: +OK
                C: PASS password
                S: +OK Logged in.
                C: CAPA
                S: +OK
                S: CAPA
                S: TOP
                S: UIDL
                S: RESP-CODES
                S: PIPELINING
                S: AUTH-RESP-CODE
                S: .
                C: RETR 1
                S: +OK 10 octets
                S: .a
                S: ..b
                S:
                S: .
                C: QUIT
                S: +OK Logging out.
                """);
    }

    @Test
    void saysThatTheClientWasIdleForTooLong(Pop3TestServer server, VirtualClock clock) {
        plays(server.endpoint(), () -> clock.advance(Duration.ofMinutes(10)), """
                S: +OK Dovecot ready.
                C: USER user
                S: +OK
                C: PASS password
                S: +OK Logged in.
                (10 minutes pass)
                S: -ERR Disconnected for inactivity.
                S: (closed)
                """);
    }
}
