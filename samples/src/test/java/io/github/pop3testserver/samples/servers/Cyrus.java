package io.github.pop3testserver.samples.servers;

import static io.github.pop3testserver.model.Pop3Event.ANY_COMMAND;
import static io.github.pop3testserver.model.Pop3Event.CAPA;
import static io.github.pop3testserver.model.Pop3Event.DELE;
import static io.github.pop3testserver.model.Pop3Event.LIST;
import static io.github.pop3testserver.model.Pop3Event.LOGIN;
import static io.github.pop3testserver.model.Pop3Event.QUIT;
import static io.github.pop3testserver.model.Pop3Event.UIDL;
import static io.github.pop3testserver.model.Pop3Event.USER;
import static io.github.pop3testserver.samples.servers.StatusLine.errText;
import static io.github.pop3testserver.samples.servers.StatusLine.listingText;
import static io.github.pop3testserver.samples.servers.StatusLine.okText;
import static io.github.pop3testserver.samples.servers.StatusLine.replacing;

import io.github.pop3testserver.Pop3TestServer;
import io.github.pop3testserver.Pop3TestServerBuilder;
import io.github.pop3testserver.junit5.Pop3ServerSetup;
import java.time.Duration;

/** Like Cyrus IMAP, with a login delay of five minutes. */
final class Cyrus implements Pop3ServerSetup {

    @Override
    public void configure(Pop3TestServerBuilder builder) {
        builder.greeting("mail.example.com Cyrus POP3 3.8 server ready")
                .authMechanisms("PLAIN")
                .capabilities(
                        "SASL PLAIN",
                        "EXPIRE NEVER",
                        "LOGIN-DELAY 300",
                        "TOP",
                        "UIDL",
                        "PIPELINING",
                        "RESP-CODES",
                        "AUTH-RESP-CODE",
                        "USER",
                        "IMPLEMENTATION Cyrus POP3 3.8");
    }

    @Override
    public void prepare(Pop3TestServer server) {
        server.maildrop().loginDelay(Duration.ofMinutes(5));
        server.on(CAPA).always().corrupt(okText("List of capabilities follows"));
        server.on(USER).always().corrupt(okText("Name is a valid mailbox"));
        server.on(LOGIN).always().corrupt(okText("Mailbox locked and ready"));
        server.on(LOGIN).always().corrupt(errText("Authentication failed.", "[AUTH] Invalid login"));
        server.on(LOGIN)
                .always()
                .corrupt(errText(
                        "Logins must be at least 300 seconds apart.",
                        "[LOGIN-DELAY] Logins must be at least 5 minute(s) apart"));
        server.on(LIST).always().corrupt(listingText("scan listing follows"));
        server.on(UIDL).always().corrupt(listingText("unique-id listing follows"));
        server.on(ANY_COMMAND)
                .always()
                .corrupt(replacing("^-ERR Noise after [^\r]*", "-ERR Unexpected extra argument"));
        server.on(DELE).always().corrupt(okText("message deleted"));
        server.on(QUIT).always().corrupt(okText(""));
    }
}
