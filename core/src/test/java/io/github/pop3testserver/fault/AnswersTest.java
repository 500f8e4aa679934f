package io.github.pop3testserver.fault;

import static io.github.pop3testserver.model.Pop3Event.DELE;
import static io.github.pop3testserver.model.Pop3Event.GREETING;
import static io.github.pop3testserver.model.Pop3Event.LIST;
import static io.github.pop3testserver.model.Pop3Event.NOOP;
import static io.github.pop3testserver.model.Pop3Event.PASS;
import static io.github.pop3testserver.model.Pop3Event.QUIT;
import static io.github.pop3testserver.model.Pop3Event.RETR;
import static io.github.pop3testserver.model.Pop3Event.RSET;
import static io.github.pop3testserver.model.Pop3Event.STAT;
import static io.github.pop3testserver.model.Pop3Event.STLS;
import static io.github.pop3testserver.model.Reply.err;
import static io.github.pop3testserver.model.Reply.multiline;
import static io.github.pop3testserver.model.Reply.ok;
import static io.github.pop3testserver.model.Reply.raw;
import static io.github.pop3testserver.model.ResponseCode.AUTH_FAILED;
import static io.github.pop3testserver.model.ResponseCode.SYS_TEMP;
import static io.github.pop3testserver.model.SeedMessage.message;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.pop3testserver.MaildropMessage;
import io.github.pop3testserver.Pop3TestServer;
import io.github.pop3testserver.RawClient;
import io.github.pop3testserver.model.MessageState;
import io.github.pop3testserver.model.SessionEnd;
import io.github.pop3testserver.model.Tls;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Promise 3: what was answered otherwise was not done, unless the fault says that it was. */
class AnswersTest {

    private final Pop3TestServer server =
            Pop3TestServer.builder().tls(Tls.EXPLICIT).start();
    private final MaildropMessage message = server.maildrop().add(message("x").text("y"));

    @AfterEach
    void close() {
        server.close();
    }

    private RawClient loggedIn() {
        RawClient client = RawClient.connectTo(server);
        client.readLine();
        client.command("USER user");
        assertThat(client.command("PASS password")).isEqualTo("+OK Logged in.");
        return client;
    }

    @Test
    void everyKindOfReplyIsSentAsItIs() {
        server.on(STAT).reply(ok("7 4711"));
        server.on(STAT).reply(ok(""));
        server.on(STAT).reply(err("sorry"));
        server.on(STAT).reply(err(SYS_TEMP, "try later"));
        server.on(STAT).reply(raw("+OK seven 1\r\n"));
        server.on(LIST).reply(multiline("2 messages", "1 10", "", ".", "..2"));
        try (RawClient client = loggedIn()) {
            Dialogue.play(client, """
                    C: STAT
                    S: +OK 7 4711
                    C: STAT
                    S: +OK
                    C: STAT
                    S: -ERR sorry
                    C: STAT
                    S: -ERR [SYS/TEMP] try later
                    C: STAT
                    S: +OK seven 1
                    C: STAT
                    S: +OK 1 %d
                    C: LIST
                    S: +OK 2 messages
                    S: 1 10
                    S:\s
                    S: ..
                    S: ...2
                    S: .
                    C: NOOP
                    S: +OK
                    """.formatted(message.size()));
        }
    }

    @Test
    void aReplyWithoutAnyOctetIsNone() {
        server.on(NOOP).reply(raw(new byte[0]));
        try (RawClient client = loggedIn()) {
            assertThat(client.send("NOOP\r\nQUIT\r\n").readToEnd()).isEqualTo("+OK Logging out.\r\n");
        }
    }

    @Test
    void octetsNeedNoLineEnd() {
        server.on(NOOP).reply(raw("+OK half a").thenDisconnect());
        try (RawClient client = loggedIn()) {
            assertThat(client.send("NOOP\r\n").readToEnd()).isEqualTo("+OK half a");
        }
    }

    @Test
    void whatWasAnsweredInPlaceOfDeleIsNotMarked() {
        server.on(DELE).reply(ok("Marked, or so I say."));
        try (RawClient client = loggedIn()) {
            assertThat(client.command("DELE 1")).isEqualTo("+OK Marked, or so I say.");
            assertThat(message.state()).isEqualTo(MessageState.PRESENT);
            assertThat(client.command("QUIT")).isEqualTo("+OK Logging out.");
        }
        assertThat(message.state()).isEqualTo(MessageState.PRESENT);
    }

    @Test
    void whatWasProcessedIsDoneWhateverTheClientIsTold() {
        server.on(DELE).processThenReply(err("cannot delete"));
        server.on(QUIT).processThenReply(err("some deleted messages not removed"));
        try (RawClient client = loggedIn()) {
            assertThat(client.command("DELE 1")).isEqualTo("-ERR cannot delete");
            assertThat(message.state()).isEqualTo(MessageState.MARKED_FOR_DELETION);
            assertThat(client.send("QUIT\r\n").readToEnd()).isEqualTo("-ERR some deleted messages not removed\r\n");
        }
        assertThat(message.state()).isEqualTo(MessageState.DELETED);
        assertThat(server.lastSession().end()).isEqualTo(SessionEnd.BY_QUIT);
    }

    @Test
    void aQuitThatWasIgnoredOrRefusedKeepsTheMarksAndTheSession() {
        server.on(QUIT).ignore();
        server.on(QUIT).err("busy");
        try (RawClient client = loggedIn()) {
            client.command("DELE 1");
            assertThat(client.send("QUIT\r\n").command("QUIT")).isEqualTo("-ERR busy");
            assertThat(message.state()).isEqualTo(MessageState.MARKED_FOR_DELETION);
            assertThat(server.maildrop().isLocked()).isTrue();
            assertThat(client.command("QUIT")).isEqualTo("+OK Logging out, messages deleted.");
        }
        assertThat(message.state()).isEqualTo(MessageState.DELETED);
    }

    @Test
    void anIgnoredRsetKeepsTheMarks() {
        server.on(RSET).ignore();
        try (RawClient client = loggedIn()) {
            client.command("DELE 1");
            assertThat(client.send("RSET\r\n").command("STAT")).isEqualTo("+OK 0 0");
        }
    }

    @Test
    void aMessageThatWasAnsweredOtherwiseDoesNotCountAsRetrieved() {
        server.on(RETR).reply(multiline("4 octets", "fake"));
        server.on(RETR).processThenReply(multiline("4 octets", "fake"));
        try (RawClient client = loggedIn()) {
            assertThat(client.multiLine("RETR 1")).isEqualTo("+OK 4 octets\r\nfake\r\n.\r\n");
            assertThat(message.timesRetrieved()).isZero();
            assertThat(client.multiLine("RETR 1")).isEqualTo("+OK 4 octets\r\nfake\r\n.\r\n");
            assertThat(message.timesRetrieved()).isEqualTo(1);
            assertThat(message.timesRetrievedCompletely()).isZero();
        }
    }

    @Test
    void aLoginThatWasProcessedHasTheMaildropThoughTheClientWasRefused() {
        server.on(PASS).processThenReply(err(AUTH_FAILED, "wrong"));
        try (RawClient client = RawClient.connectTo(server)) {
            Dialogue.play(client, """
                    S: +OK POP3 server ready
                    C: USER user
                    S: +OK
                    C: PASS password
                    S: -ERR [AUTH] wrong
                    C: NOOP
                    S: +OK
                    """);
            assertThat(server.maildrop().isLocked()).isTrue();
        }
        assertThat(server.lastSession().failedLogins())
                .as("whatever the client was told")
                .isZero();
    }

    @Test
    void aServerThatHangsUpOnAWrongPasswordIsOneReply() {
        server.on(PASS).reply(err(AUTH_FAILED, "Authentication failed.").thenDisconnect());
        try (RawClient client = RawClient.connectTo(server)) {
            client.readLine();
            client.command("USER user");
            assertThat(client.send("PASS password\r\nSTAT\r\n").readToEnd())
                    .isEqualTo("-ERR [AUTH] Authentication failed.\r\n");
        }
        assertThat(server.maildrop().isLocked()).isFalse();
        assertThat(server.lastSession().failedLogins()).isEqualTo(1);
    }

    /** Not even what the command would have led to. */
    @Test
    void nothingComesBetweenAReplyAndTheDisconnectBehindIt() {
        server.on(STLS).processThenReply(ok("Begin, or so I say.").thenDisconnect());
        try (RawClient client = RawClient.connectTo(server)) {
            client.readLine();
            assertThat(client.send("STLS\r\n").readToEnd()).isEqualTo("+OK Begin, or so I say.\r\n");
        }
        assertThat(server.transcript().render()).doesNotContain("TLS failed");
    }

    @Test
    void octetsInTheClearCanBeSmuggledInBeforeTls() {
        server.on(STLS).processThenReply(raw("+OK\r\n+OK injected\r\n"));
        try (RawClient client = RawClient.connectTo(server)) {
            Dialogue.play(client, """
                    S: +OK POP3 server ready
                    C: STLS
                    S: +OK
                    S: +OK injected
                    """);
            client.startTls(server.endpoint());
            assertThat(client.command("USER user")).isEqualTo("+OK");
        }
    }

    @Test
    void aRefusedStlsLeavesTheConnectionInTheClear() {
        server.on(STLS).err("no TLS today");
        try (RawClient client = RawClient.connectTo(server)) {
            Dialogue.play(client, """
                    S: +OK POP3 server ready
                    C: STLS
                    S: -ERR no TLS today
                    C: USER user
                    S: +OK
                    """);
        }
        assertThat(server.lastSession().tlsProtocol()).isEmpty();
    }

    @Test
    void aRefusedGreetingEndsTheConnectionAndAnotherGreetingDoesNot() {
        server.on(GREETING).err(SYS_TEMP, "busy");
        server.on(GREETING).reply(raw("220 mail.example ESMTP\r\n"));
        try (RawClient client = RawClient.connectTo(server)) {
            assertThat(client.send("QUIT\r\n").readToEnd()).isEqualTo("-ERR [SYS/TEMP] busy\r\n");
        }
        assertThat(server.lastSession().end()).isEqualTo(SessionEnd.SERVER_DISCONNECTED);
        try (RawClient client = RawClient.connectTo(server)) {
            Dialogue.play(client, """
                    S: 220 mail.example ESMTP
                    C: QUIT
                    S: +OK Logging out.
                    """);
        }
    }

    /** A reply is what it says and no more: only err(...) and thenDisconnect() close the connection behind a greeting. */
    @ParameterizedTest
    @EnumSource
    void afterAnyReplyForAGreetingTheConnectionStaysOpen(Tls tls) {
        try (Pop3TestServer secured = Pop3TestServer.builder().tls(tls).start()) {
            secured.on(GREETING).reply(err("busy"));
            secured.on(GREETING).processThenReply(err(SYS_TEMP, "busy"));
            secured.on(GREETING).reply(raw("-ERR\r\n"));
            for (String greeting : List.of("-ERR busy", "-ERR [SYS/TEMP] busy", "-ERR")) {
                try (RawClient client = RawClient.connectTo(secured)) {
                    Dialogue.play(client, """
                            S: %s
                            C: USER user
                            S: +OK
                            C: PASS password
                            S: +OK Logged in.
                            C: QUIT
                            S: +OK Logging out.
                            """.formatted(greeting));
                }
            }
            secured.on(GREETING).reply(err("busy").thenDisconnect());
            try (RawClient client = RawClient.connectTo(secured)) {
                assertThat(client.readToEnd()).isEqualTo("-ERR busy\r\n");
            }
            secured.on(GREETING).reply(ok("ready").thenDisconnect());
            try (RawClient client = RawClient.connectTo(secured)) {
                assertThat(client.readToEnd()).isEqualTo("+OK ready\r\n");
            }
        }
    }
}
