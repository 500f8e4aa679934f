package io.github.pop3testserver.samples.servers;

import static io.github.pop3testserver.model.Pop3Event.DELE;
import static io.github.pop3testserver.model.Pop3Event.LOGIN;
import static io.github.pop3testserver.model.Pop3Event.TOP;
import static io.github.pop3testserver.model.Pop3Event.USER;
import static io.github.pop3testserver.samples.servers.StatusLine.errText;
import static io.github.pop3testserver.samples.servers.StatusLine.okText;
import static io.github.pop3testserver.samples.servers.StatusLine.replacing;

import io.github.pop3testserver.Pop3TestServer;
import io.github.pop3testserver.Pop3TestServerBuilder;
import io.github.pop3testserver.junit5.Pop3ServerSetup;

/** Like hMailServer. */
final class HMailServer implements Pop3ServerSetup {

    @Override
    public void configure(Pop3TestServerBuilder builder) {
        builder.maxLineOctets(500);
    }

    @Override
    public void prepare(Pop3TestServer server) {
        server.on(USER).always().corrupt(okText("Send your password"));
        server.on(LOGIN).always().corrupt(okText("Mailbox locked and ready"));
        server.on(LOGIN)
                .always()
                .corrupt(errText("Mailbox is locked by another POP3 session.", "Your mailbox is already locked"));
        server.on(DELE).always().corrupt(replacing("^-ERR Message is deleted\\.", "+OK"));
        server.on(TOP).always().corrupt(replacing("\r\n\\.\r\n$", "\r\n\r\n.\r\n"));
    }
}
