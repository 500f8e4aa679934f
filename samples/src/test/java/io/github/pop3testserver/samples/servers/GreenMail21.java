package io.github.pop3testserver.samples.servers;

import static io.github.pop3testserver.model.Corruption.alteredBy;
import static io.github.pop3testserver.model.Pop3Event.DELE;
import static io.github.pop3testserver.model.Pop3Event.LIST;
import static io.github.pop3testserver.model.Pop3Event.LOGIN;
import static io.github.pop3testserver.model.Pop3Event.NOOP;
import static io.github.pop3testserver.model.Pop3Event.QUIT;
import static io.github.pop3testserver.model.Pop3Event.RSET;
import static io.github.pop3testserver.samples.servers.StatusLine.listingText;
import static io.github.pop3testserver.samples.servers.StatusLine.okText;
import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.github.pop3testserver.Maildrop;
import io.github.pop3testserver.Pop3TestServer;
import io.github.pop3testserver.Pop3TestServerBuilder;
import io.github.pop3testserver.junit5.Pop3ServerSetup;
import io.github.pop3testserver.model.SeedMessage;

/** Like GreenMail 2.1, the mail server for tests. */
final class GreenMail21 implements Pop3ServerSetup {

    @Override
    public void configure(Pop3TestServerBuilder builder) {
        builder.greeting("POP3 GreenMail Server v2.1 ready")
                .authMechanisms("PLAIN")
                .withoutCapabilities("RESP-CODES", "AUTH-RESP-CODE")
                .capabilities("UIDL", "SASL PLAIN");
    }

    @Override
    public void prepare(Pop3TestServer server) {
        Maildrop maildrop = server.maildrop().shared(true);
        server.on(LOGIN).always().corrupt(okText(""));
        server.on(LIST).always().corrupt(listingText(""));
        server.on(DELE).always().corrupt(okText("message scheduled for deletion"));
        server.on(NOOP).always().corrupt(okText("noop rimes with poop"));
        server.on(RSET).always().corrupt(alteredBy(octets -> rset(Totals.of(maildrop))));
        server.on(QUIT).always().corrupt(okText("bye see you soon"));
    }

    private static byte[] rset(Totals totals) {
        return "+OK\r\n+OK maildrop has %d messages undeleted.\r\n"
                .formatted(totals.messages())
                .getBytes(ISO_8859_1);
    }

    /** The message with the size that this server reports: that of its body. */
    static SeedMessage measured(SeedMessage message) {
        String text = new String(message.content(), ISO_8859_1);
        return message.reportedSize(text.length() - text.indexOf("\r\n\r\n") - 4);
    }
}
