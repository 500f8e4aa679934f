package io.github.pop3testserver;

import static io.github.pop3testserver.model.Pop3Event.RETR;
import static io.github.pop3testserver.model.SeedMessage.message;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.github.pop3testserver.model.MessageState;
import io.github.pop3testserver.model.SessionEnd;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What follows the virtual clock. */
class VirtualClockTest {

    private static final Instant START = Instant.parse("2030-01-01T00:00:00Z");

    private final Pop3TestServer server =
            Pop3TestServer.builder().virtualClock(START).start();
    private final Maildrop maildrop = server.maildrop();
    private final VirtualClock clock = server.clock();

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void standsStillUntilItIsAdvanced() {
        assertThat(clock.now()).isEqualTo(START);
        clock.advance(Duration.ofMinutes(3));
        assertThat(clock.now()).isEqualTo(START.plusSeconds(180));
        assertThat(server.clock().now()).isEqualTo(clock.now());
    }

    @Test
    void autologoutComesAfterTenMinutesToTheNanosecond() {
        MaildropMessage mail = maildrop.add(message("x"));
        try (RawClient client = RawClient.loggedInTo(server)) {
            client.command("DELE 1");
            clock.advance(Duration.ofMinutes(10).minusNanos(1));
            assertThat(server.lastSession().end()).isEqualTo(SessionEnd.STILL_OPEN);

            clock.advance(Duration.ofNanos(1));
            assertThat(server.lastSession().end()).isEqualTo(SessionEnd.AUTOLOGOUT);
            assertThat(client.readToEnd()).isEmpty();
        }
        assertThat(maildrop.messages()).containsExactly(mail);
        assertThat(maildrop.isLocked()).isFalse();
    }

    @Test
    void anyCommandRestartsTheAutologoutTimer() {
        try (RawClient client = RawClient.loggedInTo(server)) {
            for (int quarter = 0; quarter < 4; quarter++) {
                clock.advance(Duration.ofMinutes(9));
                assertThat(client.command("NOOP")).isEqualTo("+OK");
            }
            clock.advance(Duration.ofMinutes(10));
            assertThat(client.readToEnd()).isEmpty();
        }
    }

    @Test
    void theServerIsNotIdleWhileItHoldsAConversation() {
        maildrop.add(message("x"));
        try (RawClient client = RawClient.loggedInTo(server)) {
            try (Gate gate = server.on(RETR).hold()) {
                client.send("RETR 1\r\n");
                gate.awaitReached();
                clock.advance(Duration.ofHours(1));
            }
            assertThat(client.readLine()).startsWith("+OK");
            client.readToTerminator();
            clock.advance(Duration.ofMinutes(10));
            assertThat(client.readToEnd()).isEmpty();
        }
        assertThat(server.lastSession().end()).isEqualTo(SessionEnd.AUTOLOGOUT);
    }

    @Test
    void aLoginDelayPassesWithTheClock() {
        maildrop.loginDelay(Duration.ofMinutes(5));
        RawClient.loggedInTo(server).close();
        server.await().sessionEnd();

        assertThat(login()).startsWith("-ERR [LOGIN-DELAY]");
        clock.advance(Duration.ofMinutes(5));
        assertThat(login()).isEqualTo("+OK Logged in.");
    }

    @Test
    void aLockoutPassesWithTheClock() {
        maildrop.lockOutAfter(1, Duration.ofMinutes(15));
        maildrop.changePassword("new");
        assertThat(login()).startsWith("-ERR [AUTH]");
        maildrop.changePassword("password");

        assertThat(login()).isEqualTo("-ERR [AUTH] Too many failed logins.");
        clock.advance(Duration.ofMinutes(15));
        assertThat(login()).isEqualTo("+OK Logged in.");
    }

    private String login() {
        try (RawClient client = RawClient.connectTo(server)) {
            client.readLine();
            client.command("USER user");
            String reply = client.command("PASS password");
            client.command("QUIT");
            return reply;
        }
    }

    @Test
    void messagesArriveInTheOrderOfTheirTimes() {
        MaildropMessage late = maildrop.addAfter(Duration.ofHours(2), message("late"));
        MaildropMessage soon = maildrop.addAfter(Duration.ofHours(1), message("soon"));
        assertThat(List.of(soon.state(), late.state())).containsOnly(MessageState.SCHEDULED);
        assertThat(maildrop.messages()).isEmpty();
        assertThat(maildrop.allMessages()).containsExactly(late, soon);

        clock.advance(Duration.ofHours(1));
        assertThat(maildrop.messages()).containsExactly(soon);
        clock.advance(Duration.ofHours(1));
        assertThat(maildrop.messages()).containsExactly(soon, late);
        assertThat(late.state()).isEqualTo(MessageState.PRESENT);
    }

    @Test
    void aMessageThatArrivesDuringASessionIsForTheNextOne() {
        MaildropMessage mail = maildrop.addAfter(Duration.ofMinutes(1), message("x"));
        try (RawClient client = RawClient.loggedInTo(server)) {
            clock.advance(Duration.ofMinutes(1));
            assertThat(client.command("STAT")).isEqualTo("+OK 0 0");
            client.command("QUIT");
        }
        try (RawClient client = RawClient.loggedInTo(server)) {
            assertThat(client.command("STAT")).isEqualTo("+OK 1 " + mail.size());
        }
    }

    @Test
    void aScheduledMessageThatIsRemovedNeverArrives() {
        MaildropMessage mail = maildrop.addAfter(Duration.ofMinutes(1), message("x"));
        maildrop.remove(mail);
        clock.advance(Duration.ofMinutes(1));
        assertThat(maildrop.messages()).isEmpty();
        assertThat(mail.state()).isEqualTo(MessageState.REMOVED_BY_TEST);
    }

    @Test
    void theTranscriptGoesByTheVirtualClock() {
        try (RawClient client = RawClient.loggedInTo(server)) {
            clock.advance(Duration.ofSeconds(90));
            client.command("NOOP");
        }
        assertThat(server.lastSession().openedAt()).isEqualTo(START);
        assertThat(server.transcript().render()).contains("90000 ms  C: NOOP");
    }

    @Test
    void aStepOfTheClockIsLongerThanZero() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> clock.advance(Duration.ZERO))
                .withMessage("a step of the clock must be longer than zero, but was PT0S");
        assertThatIllegalArgumentException().isThrownBy(() -> clock.advance(Duration.ofSeconds(-1)));
        assertThatIllegalArgumentException().isThrownBy(() -> maildrop.addAfter(Duration.ZERO, message("x")));
    }

    @Test
    void aServerWithoutOneSaysHowToGetOne() {
        try (Pop3TestServer real = Pop3TestServer.start()) {
            assertThatIllegalStateException()
                    .isThrownBy(real::clock)
                    .withMessageContaining(" has no virtual clock; build it with ")
                    .withMessageContaining("Pop3TestServer.builder().virtualClock()")
                    .withMessageContaining("@Pop3Server(virtualClock = true)");
        }
    }

    @Test
    void beginsSomewhereIfTheTestDoesNotCare() {
        try (Pop3TestServer anywhere = Pop3TestServer.builder().virtualClock().start()) {
            assertThat(anywhere.clock().now()).isEqualTo(Instant.parse("2026-01-01T00:00:00Z"));
        }
    }
}
