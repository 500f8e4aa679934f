package io.github.pop3testserver.samples.servers;

import static io.github.pop3testserver.model.Pop3Event.DELE;
import static io.github.pop3testserver.model.Pop3Event.RETR;
import static io.github.pop3testserver.model.Pop3Event.RSET;
import static io.github.pop3testserver.model.Pop3Event.USER;
import static io.github.pop3testserver.samples.servers.StatusLine.errText;
import static io.github.pop3testserver.samples.servers.StatusLine.okText;
import static io.github.pop3testserver.samples.servers.StatusLine.replacing;

import io.github.pop3testserver.Maildrop;
import io.github.pop3testserver.Pop3TestServer;
import io.github.pop3testserver.Pop3TestServerBuilder;
import io.github.pop3testserver.junit5.Pop3ServerSetup;

/** Like Yandex: with TLS from the first octet, and a port without it that refuses passwords. */
final class Yandex implements Pop3ServerSetup {

    @Override
    public void configure(Pop3TestServerBuilder builder) {
        builder.alsoImplicitTls()
                .requireTlsForPlaintextLogin()
                .capabilities("TOP", "UIDL", "STLS", "STLS", "RESP-CODE", "LOGIN-DELAY 60", "USER");
    }

    @Override
    public void prepare(Pop3TestServer server) {
        Maildrop maildrop = server.maildrop();
        server.on(USER)
                .always()
                .corrupt(errText(
                        "Cleartext authentication disallowed on non-secure (SSL/TLS) connections.",
                        "[AUTH] Working without SSL/TLS"));
        server.on(RETR).always().corrupt(replacing("^\\+OK (\\d+) octets", "+OK $1 octets."));
        server.on(DELE).always().corrupt(okText(() -> total(maildrop)));
        server.on(RSET).always().corrupt(okText(() -> total(maildrop)));
    }

    private static String total(Maildrop maildrop) {
        Totals totals = Totals.of(maildrop);
        return totals.messages() + " " + totals.octets();
    }
}
