package io.github.pop3testserver.samples.clients;

import static io.github.pop3testserver.model.Corruption.bareLineFeeds;
import static io.github.pop3testserver.model.Corruption.missingTerminator;
import static io.github.pop3testserver.model.Corruption.unstuffedDots;
import static io.github.pop3testserver.model.CutPoint.afterLines;
import static io.github.pop3testserver.model.CutPoint.afterOctets;
import static io.github.pop3testserver.model.CutPoint.beforeProcessing;
import static io.github.pop3testserver.model.CutPoint.beforeReply;
import static io.github.pop3testserver.model.CutPoint.beforeTerminator;
import static io.github.pop3testserver.model.Pop3Event.CAPA;
import static io.github.pop3testserver.model.Pop3Event.CONNECT;
import static io.github.pop3testserver.model.Pop3Event.DELE;
import static io.github.pop3testserver.model.Pop3Event.GREETING;
import static io.github.pop3testserver.model.Pop3Event.LIST;
import static io.github.pop3testserver.model.Pop3Event.LOGIN;
import static io.github.pop3testserver.model.Pop3Event.PASS;
import static io.github.pop3testserver.model.Pop3Event.QUIT;
import static io.github.pop3testserver.model.Pop3Event.RETR;
import static io.github.pop3testserver.model.Pop3Event.STAT;
import static io.github.pop3testserver.model.Pop3Event.STLS;
import static io.github.pop3testserver.model.Reply.multiline;
import static io.github.pop3testserver.model.Reply.raw;
import static io.github.pop3testserver.model.ResponseCode.IN_USE;
import static io.github.pop3testserver.model.ResponseCode.SYS_TEMP;
import static io.github.pop3testserver.model.SeedMessage.message;
import static io.github.pop3testserver.model.TestCertificate.expired;
import static io.github.pop3testserver.model.TestCertificate.forHost;

import io.github.pop3testserver.Maildrop;
import io.github.pop3testserver.MaildropMessage;
import io.github.pop3testserver.Pop3TestServer;
import io.github.pop3testserver.model.Tls;
import java.time.Duration;
import java.util.List;

/** What fails, and the line that makes it fail. The page shows these lines. */
enum Failure {
    DOWN(Topic.LOGIN, "The server is down during the first poll", (server, maildrop, two) -> server.goDown()),
    CLOSED(
            Topic.LOGIN,
            "The server closes the connection at once",
            (server, maildrop, two) -> server.on(CONNECT).disconnect(beforeProcessing())),
    BUSY(
            Topic.LOGIN,
            "The greeting is `-ERR`",
            (server, maildrop, two) -> server.on(GREETING).err("busy")),
    OTHER_PROTOCOL(
            Topic.LOGIN,
            "The greeting is that of an SMTP server",
            (server, maildrop, two) -> server.on(GREETING).reply(raw("220 mail.example.com ESMTP\r\n"))),
    WRONG_PASSWORD(
            Topic.LOGIN,
            "The password is wrong, in every poll",
            (server, maildrop, two) -> server.on(LOGIN).always().err("wrong password")),
    LOCKED(
            Topic.LOGIN,
            "Another client has locked the maildrop",
            (server, maildrop, two) -> server.on(LOGIN).err(IN_USE, "maildrop already locked")),
    TEMPORARY(
            Topic.LOGIN,
            "The server cannot check the password now",
            (server, maildrop, two) -> server.on(LOGIN).err(SYS_TEMP, "backend is away")),
    LOGIN_CUT(
            Topic.LOGIN,
            "The connection drops in place of the reply to PASS",
            (server, maildrop, two) -> server.on(PASS).disconnect(beforeReply())),
    TOO_SOON(
            Topic.LOGIN,
            "The second and third login come too soon",
            (server, maildrop, two) -> maildrop.loginDelay(Duration.ofMinutes(5))),

    STAT_REFUSED(
            Topic.LISTINGS,
            "STAT is refused",
            (server, maildrop, two) -> server.on(STAT).err("not now")),
    STAT_ODD(
            Topic.LISTINGS,
            "The reply to STAT has a word for a number",
            (server, maildrop, two) -> server.on(STAT).reply(raw("+OK seven 1\r\n"))),
    LIST_REFUSED(
            Topic.LISTINGS,
            "LIST is refused",
            (server, maildrop, two) -> server.on(LIST).err("not now")),
    LIST_CUT(
            Topic.LISTINGS,
            "The connection drops inside the reply to LIST",
            (server, maildrop, two) -> server.on(LIST).disconnect(afterOctets(0))),

    UNREADABLE(
            Topic.MESSAGES,
            "RETR is refused for message two, in every poll",
            (server, maildrop, two) -> server.on(RETR).message(two).always().err("message is damaged")),
    RETR_CUT(
            Topic.MESSAGES,
            "The connection drops inside message two",
            (server, maildrop, two) -> server.on(RETR).message(two).disconnect(afterOctets(600))),
    RETR_CUT_END(
            Topic.MESSAGES,
            "The connection drops before the terminator of message two",
            (server, maildrop, two) -> server.on(RETR).message(two).disconnect(beforeTerminator())),
    NO_TERMINATOR(
            Topic.MESSAGES,
            "The terminator of message two is missing",
            (server, maildrop, two) -> server.on(RETR).message(two).corrupt(missingTerminator())),
    DOTS(
            Topic.MESSAGES,
            "Message two has a line with one dot, without byte-stuffing",
            (server, maildrop, two) -> server.on(RETR).message(two).corrupt(unstuffedDots())),
    LINE_FEEDS(
            Topic.MESSAGES,
            "The lines of message two end in LF",
            (server, maildrop, two) -> server.on(RETR).message(two).corrupt(bareLineFeeds())),
    LIMIT(
            Topic.MESSAGES,
            "The provider allows two downloads in a session",
            (server, maildrop, two) -> maildrop.downloadLimit(2)),
    SAME_ID(
            Topic.MESSAGES,
            "A fourth message has the Message-ID of message two",
            (server, maildrop, two) -> maildrop.add(message("four")
                    .header("Message-ID", two.header("Message-ID").orElseThrow()))),

    DELE_REFUSED(
            Topic.DELETION,
            "DELE is refused for message two",
            (server, maildrop, two) -> server.on(DELE).message(two).err("cannot delete")),
    DELE_CUT(
            Topic.DELETION,
            "The connection drops in place of the reply to DELE of message two",
            (server, maildrop, two) -> server.on(DELE).message(two).disconnect(beforeReply())),
    QUIT_CUT(
            Topic.DELETION,
            "The connection drops before QUIT is processed",
            (server, maildrop, two) -> server.on(QUIT).disconnect(beforeProcessing())),
    QUIT_UNANSWERED(
            Topic.DELETION,
            "The connection drops after QUIT is processed",
            (server, maildrop, two) -> server.on(QUIT).disconnect(beforeReply())),
    UNDELETABLE(
            Topic.DELETION,
            "The server cannot remove a fourth message, and answers QUIT with `-ERR`",
            (server, maildrop, two) -> maildrop.add(message("four").undeletable("some deleted messages not removed"))),
    NOT_STORED(
            Topic.DELETION,
            "Your code throws an exception when it first gets message two",
            (server, maildrop, two) -> {}),

    EXPIRED(
            Topic.TLS,
            "The certificate has expired, in every poll",
            (server, maildrop, two) -> server.certificate(expired())),
    OTHER_HOST(
            Topic.TLS,
            "The certificate names another host, in every poll",
            (server, maildrop, two) -> server.certificate(forHost("mail.example.com"))),
    STLS_REFUSED(
            Topic.STLS,
            "STLS is refused",
            (server, maildrop, two) -> server.on(STLS).err("TLS is not available")),
    STLS_REMOVED(
            Topic.STLS,
            "CAPA does not list STLS, in every poll",
            (server, maildrop, two) -> server.on(CAPA).always().reply(multiline("capabilities", "TOP", "USER"))),

    NO_GREETING(
            Topic.TIME,
            "The server sends no greeting",
            (server, maildrop, two) -> server.on(GREETING).stall()),
    RETR_STALL(
            Topic.TIME,
            "The server stops inside message two",
            (server, maildrop, two) -> server.on(RETR).message(two).stall(afterLines(12))),
    QUIT_STALL(
            Topic.TIME,
            "The server does not answer QUIT",
            (server, maildrop, two) -> server.on(QUIT).stall());

    /** A table of the page. */
    enum Topic {
        LOGIN("Connection and login", Tls.NONE),
        LISTINGS("Listings", Tls.NONE),
        MESSAGES("Messages", Tls.NONE),
        DELETION("Deletion and QUIT", Tls.NONE),
        TLS("Implicit TLS", Tls.IMPLICIT),
        STLS("STLS", Tls.EXPLICIT),
        TIME("Silence", Tls.NONE);

        private final String title;
        private final Tls tls;

        Topic(String title, Tls tls) {
            this.title = title;
            this.tls = tls;
        }

        String title() {
            return title;
        }

        Tls tls() {
            return tls;
        }
    }

    /** Declares the failure on a server that has three messages. */
    interface Declaration {
        void on(Pop3TestServer server, Maildrop maildrop, MaildropMessage two);
    }

    private final Topic topic;
    private final String title;

    @SuppressWarnings("ImmutableEnumChecker") // They are lambdas, which hold nothing.
    private final Declaration declaration;

    Failure(Topic topic, String title, Declaration declaration) {
        this.topic = topic;
        this.title = title;
        this.declaration = declaration;
    }

    Topic topic() {
        return topic;
    }

    String title() {
        return title;
    }

    /** The number of the failure's row. */
    int number() {
        return List.of(values()).indexOf(this) + 1;
    }

    void declare(Pop3TestServer server, Maildrop maildrop, MaildropMessage two) {
        declaration.on(server, maildrop, two);
    }
}
