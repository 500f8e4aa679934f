package io.github.pop3testserver.client.trouble;

import static io.github.pop3testserver.assertj.Pop3Assertions.assertThat;
import static io.github.pop3testserver.assertj.Pop3Assertions.assertThatThrownBy;
import static io.github.pop3testserver.model.SeedMessage.message;
import static io.github.pop3testserver.model.SessionEnd.AUTOLOGOUT;

import io.github.pop3testserver.Maildrop;
import io.github.pop3testserver.MaildropMessage;
import io.github.pop3testserver.Pop3TestServer;
import io.github.pop3testserver.model.Reply;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import java.io.IOException;
import java.time.Duration;
import java.util.Properties;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What takes minutes in production, and no time by the virtual clock. */
class TimeTroubleTest {

    private final Pop3TestServer server =
            Pop3TestServer.builder().virtualClock().start();
    private final Maildrop maildrop = server.maildrop();
    private final MaildropMessage mail = maildrop.add(message("mail"));

    @AfterEach
    void close() {
        server.verify();
        server.close();
    }

    @Test
    void aClientThatKeepsTryingAWrongPasswordLocksOutTheRightOne() throws Exception {
        maildrop.lockOutAfter(3, Duration.ofMinutes(15));
        Properties wrong = server.endpoint().jakartaMailProperties();
        wrong.setProperty("mail.pop3.password", "wrong");

        assertThatThrownBy(() -> Angus.connect(wrong)).isInstanceOf(AuthenticationFailedException.class);
        assertThat(server).hasFailedLogins(1);
        for (int attempt = 2; attempt <= 3; attempt++) {
            assertThatThrownBy(() -> Angus.connect(wrong)).isInstanceOf(AuthenticationFailedException.class);
        }
        assertThatThrownBy(() -> Angus.fetchAndDelete(server)).isInstanceOf(AuthenticationFailedException.class);
        assertThatThrownBy(() -> assertThat(server).hasFailedLogins(1)).hasMessageContaining("failed logins: 1");

        server.clock().advance(Duration.ofMinutes(15));
        assertThat(Angus.fetchAndDelete(server)).containsExactly("mail");
    }

    @Test
    void aClientThatPollsTooOftenIsSentAway() throws Exception {
        maildrop.loginDelay(Duration.ofMinutes(5));

        assertThat(Angus.fetchAndDelete(server)).containsExactly("mail");
        maildrop.add(message("the next"));
        server.clock().advance(Duration.ofMinutes(4));
        assertThatThrownBy(() -> Angus.fetchAndDelete(server))
                .isInstanceOf(AuthenticationFailedException.class)
                .hasMessageContaining("[LOGIN-DELAY]");

        server.clock().advance(Duration.ofMinutes(1));
        assertThat(Angus.fetchAndDelete(server)).containsExactly("the next");
    }

    @Test
    void anIdleClientLosesItsMarksAndTheLock() throws Exception {
        try (CommonsNet client = CommonsNet.loggedInTo(server)) {
            assertThat(client.deleteMessage(1)).isTrue();

            server.clock().advance(Duration.ofMinutes(10));

            assertThat(server.await().sessionEnd()).hasEndedWith(AUTOLOGOUT);
            assertThat(maildrop).hasDeletedNothing().holdsExactly(mail).isNotLocked();
            assertThatThrownBy(client::logout).isInstanceOf(IOException.class);
        }
    }

    @Test
    void theLastWordOfAnAutologoutIsTakenForTheReplyToTheNextCommand() throws Exception {
        try (Pop3TestServer dovecot = Pop3TestServer.builder()
                        .virtualClock()
                        .autologout(Duration.ofMinutes(10), Reply.err("Disconnected for inactivity."))
                        .start();
                CommonsNet client = CommonsNet.loggedInTo(dovecot)) {
            dovecot.maildrop().add(message("mail"));
            dovecot.clock().advance(Duration.ofMinutes(10));

            assertThat(client.noop()).isFalse();
            assertThat(client.getReplyString()).isEqualTo("-ERR Disconnected for inactivity.\r\n");
        }
    }

    @Test
    void aSessionMayEndHoweverBusyItIs() throws Exception {
        try (Pop3TestServer strict = Pop3TestServer.builder()
                .virtualClock()
                .maxSessionTime(Duration.ofMinutes(5))
                .start()) {
            MaildropMessage large = strict.maildrop().add(message("large"));
            try (Angus visit = Angus.visiting(strict)) {
                assertThat(visit.text(1)).contains("Subject: large");
                visit.delete(1);

                strict.clock().advance(Duration.ofMinutes(5));

                assertThatThrownBy(visit::quit).isInstanceOf(MessagingException.class);
            }
            assertThat(strict.maildrop()).hasDeletedNothing().holdsExactly(large);
        }
    }

    @Test
    void aClientThatWasCutOffIsLockedOutByItselfUntilAutologout() throws Exception {
        maildrop.lockUntilAutologout();

        assertThatThrownBy(() -> Angus.fetchAndDelete(server))
                .isInstanceOf(AuthenticationFailedException.class)
                .hasMessageContaining("[IN-USE]");
        server.clock().advance(Duration.ofMinutes(10));
        assertThat(Angus.fetchAndDelete(server)).containsExactly("mail");
    }

    @Test
    void anIdleClientHearsOfItWhenItAsksAgain() throws Exception {
        try (Angus visit = Angus.visiting(server)) {
            assertThat(visit.text(1)).contains("Subject: mail");
            visit.delete(1);

            server.clock().advance(Duration.ofMinutes(10));

            assertThatThrownBy(visit::quit).isInstanceOf(MessagingException.class);
        }
        assertThat(maildrop).hasDeletedNothing().holdsExactly(mail).isNotLocked();
        assertThat(Angus.fetchAndDelete(server)).containsExactly("mail");
    }
}
