package io.github.pop3testserver.samples.servers;

import static io.github.pop3testserver.model.Pop3Event.LOGIN;
import static io.github.pop3testserver.model.Pop3Event.NOOP;
import static io.github.pop3testserver.model.Pop3Event.QUIT;
import static io.github.pop3testserver.samples.servers.StatusLine.errText;
import static io.github.pop3testserver.samples.servers.StatusLine.okText;

import io.github.pop3testserver.Pop3TestServer;
import io.github.pop3testserver.Pop3TestServerBuilder;
import io.github.pop3testserver.junit5.Pop3ServerSetup;

/** Like Zimbra, as Comcast had it. */
final class Zimbra implements Pop3ServerSetup {

    @Override
    public void configure(Pop3TestServerBuilder builder) {
        builder.greeting("POP3 ready")
                .authMechanisms("PLAIN")
                .withoutCapabilities("RESP-CODES", "AUTH-RESP-CODE")
                .capabilities("TOP", "USER", "UIDL", "EXPIRE 31 USER")
                .capabilitiesAfterLogin("SASL PLAIN X-ZIMBRA", "EXPIRE NEVER", "XOIP", "IMPLEMENTATION ZimbraInc");
    }

    @Override
    public void prepare(Pop3TestServer server) {
        server.on(LOGIN).always().corrupt(errText("Authentication failed.", ""));
        server.on(NOOP).always().corrupt(okText("yawn"));
        server.on(QUIT)
                .always()
                .corrupt(
                        okText(() -> "deleted " + server.lastSession().deleted().size() + " message(s)"));
    }
}
