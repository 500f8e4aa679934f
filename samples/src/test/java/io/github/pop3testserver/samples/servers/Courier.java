package io.github.pop3testserver.samples.servers;

import static io.github.pop3testserver.model.Corruption.alteredBy;
import static io.github.pop3testserver.model.Pop3Event.CAPA;
import static io.github.pop3testserver.model.Pop3Event.DELE;
import static io.github.pop3testserver.model.Pop3Event.LIST;
import static io.github.pop3testserver.model.Pop3Event.LOGIN;
import static io.github.pop3testserver.model.Pop3Event.NOOP;
import static io.github.pop3testserver.model.Pop3Event.QUIT;
import static io.github.pop3testserver.model.Pop3Event.RSET;
import static io.github.pop3testserver.model.Pop3Event.UIDL;
import static io.github.pop3testserver.model.Pop3Event.USER;
import static io.github.pop3testserver.samples.servers.StatusLine.listingText;
import static io.github.pop3testserver.samples.servers.StatusLine.okText;
import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.github.pop3testserver.Pop3TestServer;
import io.github.pop3testserver.Pop3TestServerBuilder;
import io.github.pop3testserver.junit5.Pop3ServerSetup;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;

/** Like Courier, in its current version in C++. */
final class Courier implements Pop3ServerSetup {

    @Override
    public void configure(Pop3TestServerBuilder builder) {
        builder.greeting("Hello there.")
                .authMechanisms("LOGIN", "PLAIN")
                .withoutCapabilities("RESP-CODES", "AUTH-RESP-CODE")
                .capabilities(
                        "SASL LOGIN PLAIN",
                        "TOP",
                        "USER",
                        "LOGIN-DELAY 10",
                        "PIPELINING",
                        "UIDL",
                        "UTF8 USER",
                        "LANG",
                        "IMPLEMENTATION Courier Mail Server")
                .autologout(Duration.ofMinutes(5));
    }

    @Override
    public void prepare(Pop3TestServer server) {
        server.on(CAPA).always().corrupt(okText("Here's what I can do:"));
        server.on(USER).always().corrupt(okText("Password required."));
        server.on(LOGIN).always().corrupt(okText("logged in."));
        server.on(LIST).always().corrupt(listingText("POP3 clients that break here, they violate STD53."));
        server.on(LIST).always().corrupt(alteredBy(Courier::renumbered));
        server.on(UIDL).always().corrupt(alteredBy(Courier::renumbered));
        server.on(DELE).always().corrupt(okText("Deleted."));
        server.on(NOOP).always().corrupt(okText("Yup."));
        server.on(RSET).always().corrupt(okText("Resurrected."));
        server.on(QUIT).always().corrupt(okText("Bye-bye."));
    }

    /** After DELE, listings have no gap: the lines are counted again. */
    private static byte[] renumbered(byte[] listing) {
        AtomicInteger number = new AtomicInteger();
        return Pattern.compile("(?m)^\\d+")
                .matcher(new String(listing, ISO_8859_1))
                .replaceAll(line -> String.valueOf(number.incrementAndGet()))
                .getBytes(ISO_8859_1);
    }
}
