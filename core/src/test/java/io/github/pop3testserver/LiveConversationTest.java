package io.github.pop3testserver;

import static io.github.pop3testserver.assertj.Pop3Assertions.assertThat;
import static io.github.pop3testserver.assertj.Pop3Assertions.assertThatCode;
import static io.github.pop3testserver.assertj.Pop3Assertions.assertThatThrownBy;
import static io.github.pop3testserver.model.CutPoint.afterLines;
import static io.github.pop3testserver.model.CutPoint.afterReply;
import static io.github.pop3testserver.model.CutPoint.beforeReply;
import static io.github.pop3testserver.model.Pop3Event.LOGIN;
import static io.github.pop3testserver.model.Pop3Event.NOOP;
import static io.github.pop3testserver.model.Pop3Event.RETR;
import static io.github.pop3testserver.model.ResponseCode.IN_USE;
import static io.github.pop3testserver.model.SeedMessage.message;

import io.github.pop3testserver.model.SeedMessage;
import io.github.pop3testserver.model.Tls;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the stream of a server shows while conversations happen. */
class LiveConversationTest {

    private final ByteArrayOutputStream octets = new ByteArrayOutputStream();

    private Pop3TestServerBuilder builder() {
        return Pop3TestServer.builder().name("mine").log(new PrintStream(octets, false, StandardCharsets.UTF_8));
    }

    /** What was printed since the last call, without the server's name and what differs each time. */
    private List<String> shown(Pop3TestServer server) {
        server.sessions(); // runs once the server has done all that the client knows of
        String text = octets.toString(StandardCharsets.UTF_8);
        octets.reset();
        return text.lines()
                .map(line -> line.replaceFirst("^mine, session ", "")
                        .replaceAll(" +\\d+ ms", " _ ms")
                        .replaceAll("127\\.0\\.0\\.1:\\d+", "CLIENT")
                        .replaceAll("[.\\w]+\\(\\w+\\.java:\\d+\\)", "HERE"))
                .toList();
    }

    @Test
    void showsEachLineAsItHappens() {
        try (Pop3TestServer server = builder().start();
                RawClient client = RawClient.greetedBy(server)) {
            server.maildrop().add(message("Invoice 4711"));
            assertThat(shown(server))
                    .containsExactly("1: _ ms  -- a client connected from CLIENT", "1: _ ms  S: +OK POP3 server ready");
            client.command("USER user");
            client.command("PASS password");
            assertThat(shown(server))
                    .containsExactly(
                            "1: _ ms  C: USER user",
                            "1: _ ms  S: +OK",
                            "1: _ ms  C: PASS ********",
                            "1: _ ms  S: +OK Logged in.");
            String reply = client.multiLine("RETR 1");
            int octetsOfMail = reply.length() - reply.indexOf("\r\n") - "\r\n.\r\n".length();
            assertThat(shown(server))
                    .containsExactly(
                            "1: _ ms  C: RETR 1                                \"Invoice 4711\"",
                            "1: _ ms  S: +OK " + octetsOfMail + " octets  (" + octetsOfMail + " octets, complete)");
            client.command("QUIT");
            assertThat(client.readToEnd()).isEmpty();
            assertThat(shown(server))
                    .containsExactly("1: _ ms  C: QUIT", "1: _ ms  S: +OK Logging out.", "1: _ ms  -- ended by QUIT");
        }
    }

    /** To the letter: time, mask and note are the same. */
    @ParameterizedTest
    @EnumSource
    void showsWhatTheTranscriptShows(Tls tls) {
        try (Pop3TestServer server = builder().tls(tls).start()) {
            server.maildrop().add(message("Invoice 4711"));
            server.on(LOGIN).err(IN_USE, "locked");
            server.on(RETR).throttle(1_000_000);
            try (RawClient client = RawClient.greetedBy(server)) {
                client.command("USER user");
                client.command("PASS password");
                client.command("AUTH PLAIN");
                client.command("AHVzZXIAcGFzc3dvcmQ=");
                client.multiLine("RETR 1");
                client.command("DELE 1");
                client.command("DELE 1 ");
                client.command("NONSENSE");
                client.command("QUIT");
                assertThat(client.readToEnd()).isEmpty();
            }
            String transcript = server.transcript().render();
            assertThat(octets.toString(StandardCharsets.UTF_8)
                            .lines()
                            .map(line -> line.substring("mine, session 1: ".length()))
                            .filter(line -> !line.contains("-- a client connected"))
                            .filter(line -> !line.endsWith("-- ended by QUIT")))
                    .containsExactlyElementsOf(transcript.lines().skip(1).toList())
                    .anyMatch(line -> line.endsWith("C: ********"))
                    .anyMatch(line -> line.contains("-- fault: on(LOGIN)"))
                    .noneMatch(line -> line.contains("password"));
        }
    }

    @Test
    void showsHowSessionsEnd() {
        try (Pop3TestServer server = builder().start()) {
            server.on(NOOP).disconnect(beforeReply());
            try (RawClient client = RawClient.greetedBy(server)) {
                shown(server);
                client.send("NOOP\r\n");
                assertThat(client.readToEnd()).isEmpty();
                assertThat(shown(server))
                        .containsExactly(
                                "1: _ ms  C: NOOP                                  violation: WRONG_STATE",
                                "1: _ ms  S: -ERR Log in first.  (not sent)",
                                "1: _ ms  -- fault: on(NOOP).disconnect(beforeReply()) at HERE",
                                "1: _ ms  -- disconnected by the server");
            }
            RawClient.greetedBy(server).close();
            server.await().sessionEnd();
            server.await().sessionEnd();
            assertThat(shown(server))
                    .containsExactly(
                            "2: _ ms  -- a client connected from CLIENT",
                            "2: _ ms  S: +OK POP3 server ready",
                            "2: _ ms  -- the client closed the connection without QUIT");
            RawClient.greetedBy(server);
            shown(server);
            server.close();
            assertThat(shown(server)).containsExactly("3: _ ms  -- still open when the server was stopped");
        }
    }

    /** What was sent, what holds it, how long that took, and the rest. */
    @Test
    void showsAReplyAgainOnceItsRestHasLeft() {
        try (Pop3TestServer server = builder().start()) {
            server.maildrop().add(SeedMessage.raw("1\r\n2\r\n"));
            Gate afterOne = server.on(RETR).hold(afterLines(1));
            try (RawClient client = RawClient.loggedInTo(server)) {
                shown(server);
                client.send("RETR 1\r\n");
                afterOne.awaitReached();
                assertThat(shown(server))
                        .containsExactly(
                                "1: _ ms  C: RETR 1                                \"(no subject)\"",
                                "1: _ ms  S: +OK 6 octets  (3 of 6 octets)",
                                "1: _ ms  -- fault: on(RETR).hold(afterLines(1)) at HERE, waiting for _ ms");
                afterOne.release();
                client.readToTerminator();
                assertThat(shown(server))
                        .containsExactly(
                                "1: _ ms  -- fault: on(RETR).hold(afterLines(1)) at HERE, waited _ ms",
                                "1: _ ms  S: +OK 6 octets  (6 octets, complete)");
            }
        }
    }

    @Test
    void aReplyWithoutARestIsNotShownAgain() {
        try (Pop3TestServer server = builder().start();
                Gate gate = server.on(NOOP).hold(afterReply());
                RawClient client = RawClient.loggedInTo(server)) {
            client.command("NOOP");
            gate.awaitReached();
            gate.release();
            client.command("RSET");
            assertThat(shown(server).stream().skip(6))
                    .containsExactly(
                            "1: _ ms  C: NOOP",
                            "1: _ ms  S: +OK",
                            "1: _ ms  -- fault: on(NOOP).hold(afterReply()) at HERE, waiting for _ ms",
                            "1: _ ms  -- fault: on(NOOP).hold(afterReply()) at HERE, waited _ ms",
                            "1: _ ms  C: RSET",
                            "1: _ ms  S: +OK");
        }
    }

    /** As callbacks may. */
    @Test
    void aStreamMayCallTheServer() {
        AtomicReference<Pop3TestServer> running = new AtomicReference<>();
        PrintStream dropping = new PrintStream(octets, false, StandardCharsets.UTF_8) {
            @Override
            public void println(String line) {
                super.println(line);
                if (line.endsWith("C: NOOP")) {
                    running.get().dropAllConnections();
                }
            }
        };
        try (Pop3TestServer server =
                Pop3TestServer.builder().name("mine").log(dropping).start()) {
            running.set(server);
            try (RawClient client = RawClient.loggedInTo(server)) {
                shown(server);
                client.send("NOOP\r\n");
                assertThat(client.readToEnd()).isEmpty();
            }
            assertThat(shown(server)).containsExactly("1: _ ms  C: NOOP", "1: _ ms  -- disconnected by the server");
            server.verify();
        }
    }

    @Test
    void aStreamThatThrowsEndsNoSessionAndIsReportedOnce() {
        PrintStream broken = new PrintStream(OutputStream.nullOutputStream()) {
            @Override
            public void println(String line) {
                throw new IllegalStateException("no paper");
            }
        };
        try (Pop3TestServer server = Pop3TestServer.builder().log(broken).start()) {
            try (RawClient client = RawClient.loggedInTo(server)) {
                assertThat(client.command("QUIT")).startsWith("+OK");
            }
            assertThatThrownBy(server::verify)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("(1 in all): java.lang.IllegalStateException: no paper");
            assertThatCode(server::verify).doesNotThrowAnyException();
        }
    }
}
