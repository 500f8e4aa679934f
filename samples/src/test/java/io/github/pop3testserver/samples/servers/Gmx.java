package io.github.pop3testserver.samples.servers;

import static io.github.pop3testserver.model.MessageOrder.ROTATED_EVERY_SESSION;
import static io.github.pop3testserver.model.Pop3Event.LIST;
import static io.github.pop3testserver.model.Pop3Event.LOGIN;
import static io.github.pop3testserver.model.Pop3Event.QUIT;
import static io.github.pop3testserver.model.Pop3Event.UNKNOWN_COMMAND;
import static io.github.pop3testserver.model.Pop3Event.USER;
import static io.github.pop3testserver.samples.servers.StatusLine.errText;
import static io.github.pop3testserver.samples.servers.StatusLine.listingText;
import static io.github.pop3testserver.samples.servers.StatusLine.okText;

import io.github.pop3testserver.Maildrop;
import io.github.pop3testserver.Pop3TestServer;
import io.github.pop3testserver.Pop3TestServerBuilder;
import io.github.pop3testserver.junit5.Pop3ServerSetup;

/** Like GMX, web.de and mail.com. */
final class Gmx implements Pop3ServerSetup {

    @Override
    public void configure(Pop3TestServerBuilder builder) {
        builder.greeting("POP server ready H migmx001 0Ab1Cd");
    }

    @Override
    public void prepare(Pop3TestServer server) {
        Maildrop maildrop = server.maildrop().messageOrder(ROTATED_EVERY_SESSION);
        server.on(USER).always().corrupt(okText("password required for user \"" + maildrop.username() + "\""));
        server.on(LOGIN).always().corrupt(okText(() -> {
            Totals totals = Totals.of(maildrop);
            return "mailbox \"%s\" has %d messages (%d octets) H mimap3"
                    .formatted(maildrop.username(), totals.messages(), totals.octets());
        }));
        server.on(LOGIN).always().corrupt(errText("Authentication failed.", "authentication failed"));
        server.on(LIST).always().corrupt(listingText(""));
        server.on(UNKNOWN_COMMAND).always().corrupt(errText("Unknown command.", "unknown command"));
        server.on(QUIT).always().corrupt(okText("POP server signing off"));
    }
}
