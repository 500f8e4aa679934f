package io.github.pop3testserver.samples.servers;

import static io.github.pop3testserver.model.Pop3Event.DELE;
import static io.github.pop3testserver.model.Pop3Event.LIST;
import static io.github.pop3testserver.model.Pop3Event.LOGIN;
import static io.github.pop3testserver.model.Pop3Event.QUIT;
import static io.github.pop3testserver.samples.servers.StatusLine.listingText;
import static io.github.pop3testserver.samples.servers.StatusLine.okText;

import io.github.pop3testserver.Pop3TestServer;
import io.github.pop3testserver.Pop3TestServerBuilder;
import io.github.pop3testserver.junit5.Pop3ServerSetup;

/** Like QQ Mail. */
final class Qq implements Pop3ServerSetup {

    @Override
    public void configure(Pop3TestServerBuilder builder) {
        builder.greeting("QQMail POP3 Server v1.0 Service Ready");
    }

    @Override
    public void prepare(Pop3TestServer server) {
        server.on(LOGIN).always().corrupt(okText(""));
        server.on(LIST).always().corrupt(listingText(""));
        server.on(DELE).always().corrupt(okText(""));
        server.on(QUIT).always().corrupt(okText(""));
    }
}
