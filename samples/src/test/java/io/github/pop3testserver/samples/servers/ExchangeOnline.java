package io.github.pop3testserver.samples.servers;

import static io.github.pop3testserver.model.Pop3Event.AUTH;
import static io.github.pop3testserver.model.Pop3Event.LOGIN;
import static io.github.pop3testserver.model.Pop3Event.PASS;
import static io.github.pop3testserver.model.Pop3Event.QUIT;
import static io.github.pop3testserver.model.Pop3Event.SASL_RESPONSE;
import static io.github.pop3testserver.samples.servers.StatusLine.errText;
import static io.github.pop3testserver.samples.servers.StatusLine.okText;

import io.github.pop3testserver.Pop3TestServer;
import io.github.pop3testserver.Pop3TestServerBuilder;
import io.github.pop3testserver.junit5.Pop3ServerSetup;
import io.github.pop3testserver.model.Reply;
import java.time.Duration;

/** Like Exchange Online of 2021, with the texts of Exchange Server 2016. */
final class ExchangeOnline implements Pop3ServerSetup {

    @Override
    public void configure(Pop3TestServerBuilder builder) {
        builder.greeting("The Microsoft Exchange POP3 service is ready. [RQB4AGEAbQBwAGwAZQA=]")
                .authMechanisms("PLAIN", "XOAUTH2")
                .rejectTokensImmediately()
                .capabilities("TOP", "UIDL", "SASL PLAIN XOAUTH2", "USER")
                .autologout(Duration.ofMinutes(30));
    }

    @Override
    public void prepare(Pop3TestServer server) {
        server.on(LOGIN)
                .matchingLogin(login -> login.mechanism().equals("XOAUTH2"))
                .always()
                .corrupt(okText("User successfully authenticated."));
        server.on(PASS).always().corrupt(okText("User successfully logged on."));
        server.on(PASS)
                .always()
                .corrupt(errText("Authentication failed.", "Logon failure: unknown user name or bad password."));
        server.on(SASL_RESPONSE)
                .always()
                .corrupt(errText(
                        "Authentication failed.", "Authentication failure: unknown user name or bad password."));
        server.on(AUTH)
                .matching(line -> line.arguments().size() > 1)
                .always()
                .reply(Reply.err("Protocol error. Connection is closed. 10").thenDisconnect());
        server.on(QUIT).always().corrupt(okText("Microsoft Exchange Server 2016 POP3 server signing off."));
    }
}
