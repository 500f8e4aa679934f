package io.github.pop3testserver.samples.servers;

import static io.github.pop3testserver.model.Corruption.alteredBy;
import static io.github.pop3testserver.model.CutPoint.beforeProcessing;
import static io.github.pop3testserver.model.Pop3Event.CAPA;
import static io.github.pop3testserver.model.Pop3Event.LIST;
import static io.github.pop3testserver.model.Pop3Event.LOGIN;
import static io.github.pop3testserver.model.Pop3Event.QUIT;
import static io.github.pop3testserver.model.Pop3Event.UNKNOWN_COMMAND;
import static io.github.pop3testserver.model.Pop3Event.USER;
import static io.github.pop3testserver.model.Pop3Event.UTF8;
import static io.github.pop3testserver.samples.servers.StatusLine.errText;
import static io.github.pop3testserver.samples.servers.StatusLine.okText;
import static io.github.pop3testserver.samples.servers.StatusLine.replacing;
import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.github.pop3testserver.Maildrop;
import io.github.pop3testserver.Pop3TestServer;
import io.github.pop3testserver.Pop3TestServerBuilder;
import io.github.pop3testserver.junit5.Pop3ServerSetup;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Like Gmail, by the client traces of its POP3 service. */
final class Gmail implements Pop3ServerSetup {

    @Override
    public void configure(Pop3TestServerBuilder builder) {
        builder.greeting("Gpop ready for requests from 127.0.0.1 a1b2")
                .authMechanisms("PLAIN", "XOAUTH2", "OAUTHBEARER")
                .capabilities(
                        "USER",
                        "RESP-CODES",
                        "EXPIRE 0",
                        "LOGIN-DELAY 300",
                        "TOP",
                        "UIDL",
                        "X-GOOGLE-RICO",
                        "SASL PLAIN XOAUTH2 OAUTHBEARER")
                .capabilitiesAfterLogin("PIPELINING");
    }

    @Override
    public void prepare(Pop3TestServer server) {
        Maildrop maildrop = server.maildrop().shared(true);
        maildrop.hideAfterRetrieval(true).showOldest(265);
        maildrop.addUserName("recent:" + maildrop.username());
        server.on(UTF8).always().disconnect(beforeProcessing());
        server.on(UNKNOWN_COMMAND).always().disconnect(beforeProcessing());
        server.on(CAPA).maildrop(maildrop).always().corrupt(replacing("SASL .*\r\n", ""));
        server.on(USER).always().corrupt(okText("send PASS"));
        server.on(LOGIN).always().corrupt(okText("Welcome."));
        server.on(LOGIN)
                .always()
                .corrupt(errText("Authentication failed.", "[AUTH] Username and password not accepted."));
        server.on(LIST).always().corrupt(alteredBy(Gmail::counted));
        server.on(QUIT).always().corrupt(okText("Farewell."));
    }

    /** Counts what the session sees: it may be less than what the maildrop has. */
    private static byte[] counted(byte[] reply) {
        String listing = new String(reply, ISO_8859_1);
        List<MatchResult> messages =
                Pattern.compile("(?m)^\\d+ (\\d+)").matcher(listing).results().toList();
        long octets = messages.stream()
                .mapToLong(message -> Long.parseLong(message.group(1)))
                .sum();
        return listing.replaceFirst(
                        "^\\+OK \\d+ messages:", "+OK " + messages.size() + " messages (" + octets + " bytes)")
                .getBytes(ISO_8859_1);
    }
}
