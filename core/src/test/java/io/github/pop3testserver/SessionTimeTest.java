package io.github.pop3testserver;

import static io.github.pop3testserver.assertj.Pop3Assertions.assertThat;
import static io.github.pop3testserver.assertj.Pop3Assertions.assertThatIllegalArgumentException;
import static io.github.pop3testserver.model.Pop3Event.NOOP;
import static io.github.pop3testserver.model.SeedMessage.message;
import static io.github.pop3testserver.model.SessionEnd.BY_QUIT;
import static io.github.pop3testserver.model.SessionEnd.SERVER_DISCONNECTED;

import io.github.pop3testserver.model.Pop3Event;
import io.github.pop3testserver.model.SessionEnd;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A server that ends each session a fixed time after its login. */
class SessionTimeTest {

    private final Pop3TestServer server = Pop3TestServer.builder()
            .virtualClock()
            .maxSessionTime(Duration.ofMinutes(5))
            .start();
    private final Maildrop maildrop = server.maildrop();

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void endsASessionThatIsNeverIdleWithoutUpdate() {
        MaildropMessage mail = maildrop.add(message("x"));
        try (RawClient client = RawClient.loggedInTo(server)) {
            client.command("DELE 1");
            for (int minute = 1; minute < 5; minute++) {
                server.clock().advance(Duration.ofMinutes(1));
                assertThat(client.command("NOOP")).isEqualTo("+OK");
            }
            server.clock().advance(Duration.ofMinutes(1));
            assertThat(client.readToEnd()).isEmpty();
        }
        assertThat(maildrop).holdsExactly(mail).isNotLocked();
        assertThat(server.lastSession()).hasEndedWith(SERVER_DISCONNECTED);
        assertThat(server.transcript().render()).endsWith("-- the time of the session is up: maxSessionTime(PT5M)");
    }

    @Test
    void countsFromTheLogin() {
        try (RawClient client = RawClient.greetedBy(server)) {
            client.command("USER user");
            server.clock().advance(Duration.ofMinutes(4));
            client.command("PASS password");
            server.clock().advance(Duration.ofMinutes(4));
            assertThat(client.command("NOOP")).isEqualTo("+OK");
            server.clock().advance(Duration.ofMinutes(1));
            assertThat(client.readToEnd()).isEmpty();
        }
    }

    @Test
    void endsASessionThatIsHeldOrInTheMiddleOfAReply() {
        try (Gate gate = server.on(NOOP).hold();
                RawClient client = RawClient.loggedInTo(server)) {
            client.send("NOOP\r\n");
            gate.awaitReached();
            server.clock().advance(Duration.ofMinutes(5));
            assertThat(client.readToEnd()).isEmpty();
        }
        server.on(Pop3Event.STAT).throttle(1);
        try (RawClient client = RawClient.loggedInTo(server)) {
            client.send("STAT\r\n").read(1);
            server.clock().advance(Duration.ofMinutes(5));
            assertThat(client.readToEnd()).isNotEqualTo("OK 0 0\r\n");
        }
    }

    @Test
    void aSessionThatHasEndedIsLeftAlone() {
        try (RawClient client = RawClient.loggedInTo(server)) {
            client.command("QUIT");
            server.clock().advance(Duration.ofMinutes(5));
        }
        assertThat(server.lastSession()).hasEndedWith(BY_QUIT);
        assertThat(server.transcript().render()).doesNotContain("maxSessionTime");
        try (RawClient client = RawClient.loggedInTo(server)) {
            server.reset();
            server.clock().advance(Duration.ofMinutes(5));
            assertThat(client.readToEnd()).isEmpty();
        }
        assertThat(server.sessions()).isEmpty();
    }

    @Test
    void withoutALimitASessionLastsAsLongAsItIsNotIdle() {
        try (Pop3TestServer patient = Pop3TestServer.builder().virtualClock().start();
                RawClient client = RawClient.loggedInTo(patient)) {
            for (int hour = 0; hour < 10; hour++) {
                patient.clock().advance(Duration.ofMinutes(9));
                client.command("NOOP");
            }
            assertThat(patient.lastSession().end()).isEqualTo(SessionEnd.STILL_OPEN);
        }
    }

    @Test
    void isLongerThanZero() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Pop3TestServer.builder().maxSessionTime(Duration.ZERO))
                .withMessage("a session time must be longer than zero, but was PT0S");
    }
}
