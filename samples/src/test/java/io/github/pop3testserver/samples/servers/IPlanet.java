package io.github.pop3testserver.samples.servers;

import static io.github.pop3testserver.model.Pop3Event.LIST;
import static io.github.pop3testserver.model.Pop3Event.LOGIN;
import static io.github.pop3testserver.model.Pop3Event.USER;
import static io.github.pop3testserver.samples.servers.StatusLine.listingText;
import static io.github.pop3testserver.samples.servers.StatusLine.okText;

import io.github.pop3testserver.Pop3TestServer;
import io.github.pop3testserver.Pop3TestServerBuilder;
import io.github.pop3testserver.junit5.Pop3ServerSetup;

/** Like the Messaging Multiplexor of iPlanet Messaging Server 5.2, as VSNL had it in 2003. */
final class IPlanet implements Pop3ServerSetup {

    @Override
    public void configure(Pop3TestServerBuilder builder) {
        builder.greeting("Messaging Multiplexor (iPlanet Messaging Server 5.2)");
    }

    @Override
    public void prepare(Pop3TestServer server) {
        server.on(USER)
                .always()
                .corrupt(
                        okText("password required for user " + server.maildrop().username()));
        server.on(LOGIN).always().corrupt(okText("Maildrop ready"));
        server.on(LIST).always().corrupt(listingText("scan listing follows"));
    }
}
