package io.github.pop3testserver.samples.servers;

import static io.github.pop3testserver.model.Pop3Event.LOGIN;
import static io.github.pop3testserver.model.Pop3Event.QUIT;
import static io.github.pop3testserver.model.Pop3Event.USER;
import static io.github.pop3testserver.samples.servers.StatusLine.errText;
import static io.github.pop3testserver.samples.servers.StatusLine.okText;

import io.github.pop3testserver.Maildrop;
import io.github.pop3testserver.Pop3TestServer;
import io.github.pop3testserver.Pop3TestServerBuilder;
import io.github.pop3testserver.junit5.Pop3ServerSetup;
import io.github.pop3testserver.model.Reply;
import java.nio.charset.Charset;

/** Like Coremail at 163.com and 126.com. */
final class Coremail implements Pop3ServerSetup {

    @Override
    public void configure(Pop3TestServerBuilder builder) {
        builder.greeting("Welcome to coremail Mail Pop3 Server (163coms[example])")
                .withoutCapabilities("RESP-CODES", "AUTH-RESP-CODE");
    }

    @Override
    public void prepare(Pop3TestServer server) {
        Maildrop maildrop = server.maildrop();
        server.on(USER).always().corrupt(okText("core mail"));
        server.on(LOGIN).always().corrupt(okText(() -> {
            Totals totals = Totals.of(maildrop);
            return totals.messages() + " message(s) [" + totals.octets() + " byte(s)]";
        }));
        server.on(LOGIN).always().corrupt(errText("Authentication failed.", "Unable to log on"));
        server.on(QUIT).always().corrupt(okText("core mail"));
    }

    static final Charset GBK = Charset.forName("GBK");

    /** The next login finds POP3 switched off. The Chinese words stand for those of the provider. */
    static void switchPop3Off(Pop3TestServer server) {
        server.on(LOGIN).reply(Reply.raw("-ERR 未开启 POP3 服务\r\n".getBytes(GBK)));
    }
}
