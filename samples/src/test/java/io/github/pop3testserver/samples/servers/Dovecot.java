package io.github.pop3testserver.samples.servers;

import static io.github.pop3testserver.model.Pop3Event.CAPA;
import static io.github.pop3testserver.model.Pop3Event.RETR;
import static io.github.pop3testserver.samples.servers.StatusLine.okText;
import static io.github.pop3testserver.samples.servers.StatusLine.replacing;

import io.github.pop3testserver.Maildrop;
import io.github.pop3testserver.Pop3TestServer;
import io.github.pop3testserver.Pop3TestServerBuilder;
import io.github.pop3testserver.junit5.Pop3ServerSetup;
import io.github.pop3testserver.model.Reply;
import java.time.Duration;

/** Like Dovecot with its default settings. */
final class Dovecot implements Pop3ServerSetup {

    @Override
    public void configure(Pop3TestServerBuilder builder) {
        builder.greeting("Dovecot ready.")
                .authMechanisms("PLAIN")
                .capabilities("CAPA", "TOP", "UIDL", "RESP-CODES", "PIPELINING", "AUTH-RESP-CODE", "USER", "SASL PLAIN")
                .autologout(Duration.ofMinutes(10), Reply.err("Disconnected for inactivity."));
    }

    @Override
    public void prepare(Pop3TestServer server) {
        Maildrop maildrop = server.maildrop().shared(true);
        server.on(CAPA).always().corrupt(okText(""));
        server.on(CAPA).maildrop(maildrop).always().corrupt(replacing("USER\r\nSASL PLAIN\r\n", ""));
        server.on(RETR).always().corrupt(replacing("^([^\r]*\r\n)\\.\\.", "$1."));
    }
}
