package io.github.pop3testserver.samples.servers;

import static io.github.pop3testserver.model.Pop3Event.PASS;
import static io.github.pop3testserver.model.Pop3Event.UNKNOWN_COMMAND;
import static io.github.pop3testserver.samples.servers.StatusLine.okText;

import io.github.pop3testserver.Maildrop;
import io.github.pop3testserver.Pop3TestServer;
import io.github.pop3testserver.Pop3TestServerBuilder;
import io.github.pop3testserver.junit5.Pop3ServerSetup;
import io.github.pop3testserver.model.Reply;

/** Like Yahoo Mail in 2009. Of its reply to PASS only the numbers in parentheses are known. */
final class Yahoo2009 implements Pop3ServerSetup {

    @Override
    public void configure(Pop3TestServerBuilder builder) {
        builder.capabilities("TOP", "USER", "UIDL", "IMPLEMENTATION popgate");
    }

    @Override
    public void prepare(Pop3TestServer server) {
        Maildrop maildrop = server.maildrop();
        server.on(PASS).always().corrupt(okText(() -> {
            Totals totals = Totals.of(maildrop);
            return "maildrop ready (" + totals.messages() + " " + totals.octets() + ")";
        }));
        server.on(UNKNOWN_COMMAND)
                .matching(line -> line.keyword().equals("LAST"))
                .always()
                .reply(Reply.ok("0"));
    }
}
