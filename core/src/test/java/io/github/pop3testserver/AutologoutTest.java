package io.github.pop3testserver;

import static io.github.pop3testserver.assertj.Pop3Assertions.assertThat;
import static io.github.pop3testserver.model.Pop3Event.NOOP;
import static io.github.pop3testserver.model.SeedMessage.message;

import io.github.pop3testserver.model.Pop3Event;
import io.github.pop3testserver.model.Reply;
import io.github.pop3testserver.model.SessionEnd;
import io.github.pop3testserver.model.Tls;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** RFC 1939 section 3: an idle session is closed without a word and without UPDATE, before login and after, whatever protects it. */
class AutologoutTest {

    /** Long enough for a client that says all it has to say at once, on a machine that is busy. */
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private static RawClient secured(Pop3TestServer server) {
        RawClient client = RawClient.connectTo(server);
        client.readLine();
        if (server.endpoint().tls() == Tls.EXPLICIT) {
            client.command("STLS");
            client.startTls(server.endpoint());
        }
        return client;
    }

    @ParameterizedTest
    @EnumSource(Tls.class)
    void closesSilentlyForgetsTheMarksAndReleasesTheLock(Tls tls) {
        try (Pop3TestServer server =
                Pop3TestServer.builder().tls(tls).autologout(PATIENCE).start()) {
            MaildropMessage mail = server.maildrop().add(message("x"));
            try (RawClient idle = secured(server);
                    RawClient silent = secured(server)) {
                idle.send("USER user\r\nPASS password\r\nDELE 1\r\n");
                assertThat(idle.readToEnd()).isEqualTo("""
                        +OK\r
                        +OK Logged in.\r
                        +OK Marked to be deleted.\r
                        """);
                assertThat(server.maildrop()).holdsExactly(mail).isNotLocked();
                assertThat(silent.readToEnd()).isEmpty();
            }
            assertThat(server.sessions())
                    .hasSize(2)
                    .allSatisfy(session -> assertThat(session).hasEndedWith(SessionEnd.AUTOLOGOUT));
        }
    }

    @ParameterizedTest
    @EnumSource(Tls.class)
    void saysWhatTheTestHasSetAndReleasesTheLockBefore(Tls tls) {
        try (Pop3TestServer server = Pop3TestServer.builder()
                        .tls(tls)
                        .virtualClock()
                        .autologout(Duration.ofMinutes(10), Reply.err("Disconnected for inactivity."))
                        .start();
                RawClient idle = secured(server)) {
            MaildropMessage mail = server.maildrop().add(message("x"));
            idle.command("USER user");
            idle.command("PASS password");
            idle.command("DELE 1");
            server.clock().advance(Duration.ofMinutes(10));
            assertThat(idle.readToEnd()).isEqualTo("-ERR Disconnected for inactivity.\r\n");
            assertThat(server.maildrop()).holdsExactly(mail).isNotLocked();
            assertThat(server.lastSession()).hasEndedWith(SessionEnd.AUTOLOGOUT);
            assertThat(server.transcript().render()).endsWith("S: -ERR Disconnected for inactivity.");
            assertThat(server.lastSession().exchanges())
                    .last()
                    .satisfies(last -> assertThat(last.event()).isEqualTo(Pop3Event.DELE));
        }
    }

    @Test
    void theLastReplyIsThatOfTheLastCall() {
        try (Pop3TestServer server = Pop3TestServer.builder()
                        .virtualClock()
                        .autologout(Duration.ofMinutes(20), Reply.err("Bye."))
                        .autologout(Duration.ofMinutes(10))
                        .start();
                RawClient idle = RawClient.loggedInTo(server)) {
            server.clock().advance(Duration.ofMinutes(10));
            assertThat(idle.readToEnd()).isEmpty();
        }
    }

    @Test
    void aHandshakeThatNeverBeginsEndsWithoutALastReply() {
        try (Pop3TestServer server = Pop3TestServer.builder()
                        .tls(Tls.IMPLICIT)
                        .virtualClock()
                        .autologout(Duration.ofMinutes(10), Reply.err("Bye."))
                        .start();
                RawClient silent = RawClient.withoutTls(server.endpoint())) {
            while (server.sessions().isEmpty()) {
                Thread.onSpinWait();
            }
            server.clock().advance(Duration.ofMinutes(10));
            assertThat(silent.readToEnd()).isEmpty();
            assertThat(server.await().sessionEnd()).hasEndedWith(SessionEnd.AUTOLOGOUT);
        }
    }

    @Test
    void endsAHandshakeThatNeverBegins() {
        try (Pop3TestServer server = Pop3TestServer.builder()
                        .tls(Tls.IMPLICIT)
                        .autologout(Duration.ofMillis(100))
                        .start();
                RawClient silent = RawClient.withoutTls(server.endpoint())) {
            silent.readToEnd();
            assertThat(server.await().sessionEnd()).hasEndedWith(SessionEnd.AUTOLOGOUT);
        }
    }

    @Test
    void doesNotCutAReplyThatAFaultSendsSlowly() {
        try (Pop3TestServer slow = Pop3TestServer.builder().virtualClock().start()) {
            slow.on(NOOP).throttle(10);
            try (RawClient client = RawClient.loggedInTo(slow)) {
                client.send("NOOP\r\n").read(1);
                slow.clock().advance(Duration.ofMinutes(10));
                assertThat(client.readLine()).isEqualTo("OK");
                assertThat(client.command("NOOP")).isEqualTo("+OK");
            }
        }
    }

    /** More than the sockets take: the client has to read before the server can send the rest. */
    @Test
    void doesNotRunWhileAClientReadsAReply() {
        try (Pop3TestServer server = Pop3TestServer.builder().virtualClock().start()) {
            server.maildrop().add(message("large").sized(32 * 1024 * 1024));
            try (RawClient client = RawClient.loggedInTo(server)) {
                client.send("RETR 1\r\n").read(1);
                server.clock().advance(Duration.ofMinutes(11));
                assertThat(server.lastSession().end()).isEqualTo(SessionEnd.STILL_OPEN);
                client.readToTerminator();
                server.clock().advance(Duration.ofMinutes(9));
                assertThat(client.command("NOOP")).isEqualTo("+OK");
                server.clock().advance(Duration.ofMinutes(11));
                assertThat(client.readToEnd()).isEmpty();
            }
            assertThat(server.lastSession()).hasEndedWith(SessionEnd.AUTOLOGOUT);
        }
    }
}
