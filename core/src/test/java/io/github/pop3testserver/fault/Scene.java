package io.github.pop3testserver.fault;

import static io.github.pop3testserver.model.SeedMessage.raw;

import io.github.pop3testserver.Pop3TestServer;
import io.github.pop3testserver.RawClient;
import io.github.pop3testserver.model.Pop3Event;
import io.github.pop3testserver.model.Tls;
import java.util.List;

/** How a client brings about each event that has a reply: what it says before, and the line that it is about. */
enum Scene {
    GREETING(""),
    CAPA("CAPA"),
    STLS("STLS"),
    USER("USER user"),
    PASS("USER user", "PASS password"),
    /** Refused, for its digest is wrong. */
    APOP("APOP user 00000000000000000000000000000000"),
    AUTH("AUTH"),
    SASL_RESPONSE("AUTH PLAIN", "AHVzZXIAcGFzc3dvcmQ="),
    LOGIN("USER user", "PASS password"),
    UTF8("UTF8"),
    STAT("USER user", "PASS password", "STAT"),
    LIST("USER user", "PASS password", "LIST"),
    UIDL("USER user", "PASS password", "UIDL"),
    TOP("USER user", "PASS password", "TOP 1 5"),
    RETR("USER user", "PASS password", "RETR 1"),
    DELE("USER user", "PASS password", "DELE 1"),
    NOOP("USER user", "PASS password", "NOOP"),
    RSET("USER user", "PASS password", "RSET"),
    QUIT("USER user", "PASS password", "QUIT"),
    ANY_COMMAND("CAPA"),
    UNKNOWN_COMMAND("XTND");

    private static final List<Scene> MULTI_LINE = List.of(CAPA, AUTH, LIST, UIDL, TOP, RETR, ANY_COMMAND);

    private final String lines;

    Scene(String... lines) {
        this.lines = String.join("\n", lines);
    }

    Pop3Event event() {
        return Pop3Event.valueOf(name());
    }

    /** A server on which it can be played, with one message. */
    Pop3TestServer open() {
        var builder = Pop3TestServer.builder().tls(Tls.EXPLICIT).utf8();
        Pop3TestServer server = (this == APOP ? builder.apop() : builder).start();
        server.maildrop().add(raw("Subject: x\n\n.dot\nend\n"));
        return server;
    }

    /** Connects and says what comes before. */
    RawClient enter(Pop3TestServer server) {
        RawClient client = RawClient.connectTo(server);
        if (this != GREETING) {
            client.readLine();
            lines.lines().limit(lines.lines().count() - 1).forEach(client::command);
        }
        return client;
    }

    /** Says the line that it is about. */
    void play(RawClient client) {
        client.send(line());
    }

    /** With its CRLF; empty for the greeting, for which nothing has to be said. */
    String line() {
        return this == GREETING ? "" : lines.substring(lines.lastIndexOf('\n') + 1) + "\r\n";
    }

    /** All octets of a reply to it, which must not be cut. */
    String reply(RawClient client) {
        String status = client.readLine() + "\r\n";
        return MULTI_LINE.contains(this) ? status + client.readToTerminator() : status;
    }

    /** What is replied to a client that comes first and leaves again. */
    String usualReply(Pop3TestServer server) {
        try (RawClient client = enter(server)) {
            play(client);
            return reply(client);
        } finally {
            server.await().sessionEnd();
        }
    }
}
