package io.github.pop3testserver.samples.servers;

import static io.github.pop3testserver.model.MessageOrder.ROTATED_EVERY_SESSION;
import static io.github.pop3testserver.model.Pop3Event.LOGIN;
import static io.github.pop3testserver.model.Pop3Event.UNKNOWN_COMMAND;
import static io.github.pop3testserver.samples.servers.StatusLine.okText;
import static io.github.pop3testserver.samples.servers.StatusLine.replacing;

import io.github.pop3testserver.Maildrop;
import io.github.pop3testserver.Pop3TestServer;
import io.github.pop3testserver.Pop3TestServerBuilder;
import io.github.pop3testserver.junit5.Pop3ServerSetup;

/** Like MDaemon. */
final class MDaemon implements Pop3ServerSetup {

    @Override
    public void configure(Pop3TestServerBuilder builder) {
        builder.greeting("mail.example.com POP MDaemon ready").apop();
    }

    @Override
    public void prepare(Pop3TestServer server) {
        Maildrop maildrop = server.maildrop().messageOrder(ROTATED_EVERY_SESSION);
        server.on(LOGIN).always().corrupt(okText(() -> {
            Totals totals = Totals.of(maildrop);
            return "%s's mailbox has %d total messages (%d octets)"
                    .formatted(maildrop.username(), totals.messages(), totals.octets());
        }));
        server.on(UNKNOWN_COMMAND)
                .matching(line -> line.keyword().equals("LAST"))
                .always()
                .corrupt(replacing("^-ERR Unknown command\\.", "+OK 0"));
    }
}
