package io.github.pop3testserver.samples.servers;

import static io.github.pop3testserver.model.Pop3Event.ANY_COMMAND;
import static io.github.pop3testserver.model.Pop3Event.CAPA;
import static io.github.pop3testserver.model.Pop3Event.LOGIN;
import static io.github.pop3testserver.model.Pop3Event.QUIT;
import static io.github.pop3testserver.samples.servers.StatusLine.errText;
import static io.github.pop3testserver.samples.servers.StatusLine.replacing;
import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.github.pop3testserver.Pop3TestServer;
import io.github.pop3testserver.Pop3TestServerBuilder;
import io.github.pop3testserver.junit5.Pop3ServerSetup;
import io.github.pop3testserver.model.SeedMessage;

/** Like qmail-pop3d, as in notqmail. */
final class Qmail implements Pop3ServerSetup {

    @Override
    public void configure(Pop3TestServerBuilder builder) {
        builder.greeting("<4711.1700000000@mail.example.com>")
                .withoutCapabilities("CAPA", "RESP-CODES", "AUTH-RESP-CODE")
                .authMechanisms()
                .maxLoginAttempts(1);
    }

    @Override
    public void prepare(Pop3TestServer server) {
        server.maildrop().shared(true);
        server.on(CAPA).maildrop(server.maildrop()).always().corrupt(errText("Unknown command.", "unimplemented"));
        server.on(CAPA).always().corrupt(errText("Unknown command.", "authorization first"));
        server.on(LOGIN).always().corrupt(errText("Authentication failed.", "authorization failed"));
        server.on(ANY_COMMAND).always().corrupt(replacing("^\\+OK( [A-Z][^\r]*| \\d+ messages:)?(?=\r)", "+OK "));
        server.on(QUIT)
                .always()
                .corrupt(replacing("^-ERR[^\r]*\r\n", "-ERR unable to unlink all deleted messages\r\n+OK \r\n"));
    }

    /** The message as this server has it: with one more blank line at its end, and the size of a file with LF. */
    static SeedMessage stored(SeedMessage message) {
        byte[] octets = message.content();
        long lineEnds = new String(octets, ISO_8859_1).lines().count();
        return SeedMessage.raw(new String(octets, ISO_8859_1) + "\r\n").reportedSize(octets.length - lineEnds);
    }
}
