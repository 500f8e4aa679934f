package io.github.pop3testserver.assertj;

import static io.github.pop3testserver.assertj.Pop3Assertions.assertThat;
import static io.github.pop3testserver.assertj.Pop3Assertions.assertThatIllegalArgumentException;
import static io.github.pop3testserver.assertj.Pop3Assertions.assertThatNullPointerException;
import static io.github.pop3testserver.assertj.Pop3Assertions.catchThrowable;
import static io.github.pop3testserver.model.Pop3Event.ANY_COMMAND;
import static io.github.pop3testserver.model.Pop3Event.DELE;
import static io.github.pop3testserver.model.Pop3Event.LOGIN;
import static io.github.pop3testserver.model.Pop3Event.NOOP;
import static io.github.pop3testserver.model.Pop3Event.PASS;
import static io.github.pop3testserver.model.Pop3Event.QUIT;
import static io.github.pop3testserver.model.Pop3Event.RETR;
import static io.github.pop3testserver.model.Pop3Event.STAT;
import static io.github.pop3testserver.model.Pop3Event.UIDL;
import static io.github.pop3testserver.model.Pop3Event.UNKNOWN_COMMAND;
import static io.github.pop3testserver.model.Pop3Event.USER;
import static io.github.pop3testserver.model.SeedMessage.raw;

import io.github.pop3testserver.MaildropMessage;
import io.github.pop3testserver.Pop3Session;
import io.github.pop3testserver.Pop3TestServer;
import io.github.pop3testserver.RawClient;
import io.github.pop3testserver.model.Pop3Event;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.opentest4j.AssertionFailedError;

/** Assertions about all that a client has said, and what it must not have said. */
class ConversationAssertionsTest {

    private final Pop3TestServer server = Pop3TestServer.start();
    private final MaildropMessage invoice =
            server.maildrop().add(raw("Subject: Invoice\n\nPay.\n").uid("u1"));

    @AfterEach
    void close() {
        server.close();
    }

    private Pop3Session session(String... lines) {
        try (RawClient client = RawClient.greetedBy(server)) {
            for (String line : lines) {
                if (line.equals("CAPA") || line.strip().equals("AUTH")) {
                    client.multiLine(line);
                } else {
                    client.command(line);
                }
            }
        }
        return server.await().sessionEnd();
    }

    private static void assertFails(ThrowingCallable assertion, String message, String... pointedAt) {
        Throwable thrown = catchThrowable(assertion);
        assertThat(thrown).isInstanceOf(AssertionError.class).hasMessage(message);
        assertThat(thrown.getSuppressed()).hasSize(1);
        List<String> pointed = thrown.getSuppressed()[0]
                .toString()
                .lines()
                .filter(line -> line.endsWith("<-- here"))
                .map(line -> line.replaceFirst(".* ms  C: ", "").replaceFirst("  .*", ""))
                .toList();
        assertThat(pointed).containsExactly(pointedAt);
    }

    @Test
    void allThatAClientHasSaid() {
        assertThat(session("USER user", "PASS password", "STAT", "QUIT"))
                .hasSentExactly(USER, PASS, STAT, QUIT)
                .hasSentExactly(USER, PASS, ANY_COMMAND, QUIT)
                .hasSentExactly("USER user", "PASS ********", "STAT", "QUIT");
    }

    @Test
    void aCommandThatCameInsteadOfAnother() {
        Pop3Session session = session("USER user", "PASS password", "STAT", "DELE 1", "QUIT");

        assertFails(() -> assertThat(session).hasSentExactly(USER, PASS, UIDL, DELE, QUIT), """
                Expecting session 1 to have sent exactly the expected commands, but - is missing and + was not expected:
                    USER user
                    PASS ********
                  - UIDL
                  + STAT
                    DELE 1
                    QUIT""", "STAT");
        assertFails(
                () -> assertThat(session).hasSentExactly("USER user", "PASS ********", "STAT", "DELE 2", "QUIT"),
                """
                Expecting session 1 to have sent exactly the expected commands, but - is missing and + was not expected:
                    USER user
                    PASS ********
                    STAT
                  - DELE 2
                  + DELE 1
                    QUIT""",
                "DELE 1");
    }

    @Test
    void secretsMayBeClearOrMasked() {
        Pop3Session session = session("USER user", "PASS password");

        assertThat(session)
                .hasSentExactly("USER user", "PASS password")
                .hasSentExactly("USER user", "PASS ********")
                .hasSent("PASS password")
                .hasSent("PASS ********");
        assertFails(() -> assertThat(session).hasSentExactly("USER user", "PASS other"), """
                Expecting session 1 to have sent exactly the expected commands, but - is missing and + was not expected:
                    USER user
                  - PASS other
                  + PASS ********""", "PASS ********");
    }

    @Test
    void aLineThatCouldNotBeReadIsACommandThatMayHaveBeenALogin() {
        Pop3Session session = session("USER user", "PASS " + "x".repeat(600), "QUIT");

        assertThat(session)
                .hasSentExactly(USER, UNKNOWN_COMMAND, QUIT)
                .hasSentAtMost(3, ANY_COMMAND)
                .hasSentInOrder(USER, UNKNOWN_COMMAND);
        assertFails(() -> assertThat(session).hasSentExactly(USER, QUIT), """
                Expecting session 1 to have sent exactly the expected commands, but - is missing and + was not expected:
                    USER user
                  + (a line that could not be read)
                    QUIT""");
        assertFails(
                () -> assertThat(session).hasNeverSent(UNKNOWN_COMMAND),
                "Expecting session 1 never to have sent any of [UNKNOWN_COMMAND], but it sent"
                        + " [(a line that could not be read)]");
        assertFails(
                () -> assertThat(session).hasNotTriedToLogIn(),
                "Expecting session 1 not to have tried to log in, but it sent [(a line that could not be read)]");
        server.await().command(UNKNOWN_COMMAND);
    }

    @Test
    void aCommandThatIsMissingHasNoPlaceToPointAt() {
        Pop3Session session = session("USER user", "PASS password", "STAT");

        assertFails(() -> assertThat(session).hasSentExactly(USER, PASS, STAT, QUIT), """
                Expecting session 1 to have sent exactly the expected commands, but - is missing and + was not expected:
                    USER user
                    PASS ********
                    STAT
                  - QUIT""");
    }

    @Test
    void aLongConversationIsShownAroundItsDifferences() {
        Pop3Session session = session(
                "CAPA",
                "USER user",
                "PASS password",
                "NOOP",
                "NOOP",
                "NOOP",
                "NOOP",
                "STAT",
                "RSET",
                "RSET",
                "RSET",
                "QUIT");

        assertFails(
                () -> assertThat(session)
                        .hasSentExactly(
                                "USER user",
                                "PASS ********",
                                "NOOP",
                                "NOOP",
                                "NOOP",
                                "NOOP",
                                "RSET",
                                "RSET",
                                "RSET",
                                "QUIT"),
                """
                Expecting session 1 to have sent exactly the expected commands, but - is missing and + was not expected:
                  + CAPA
                    USER user
                    PASS ********
                    NOOP
                    NOOP
                    NOOP
                    NOOP
                  + STAT
                    RSET
                    RSET
                    RSET
                    ... 1 line left out ...""",
                "CAPA");
    }

    @Test
    void aPointerIsNotPutAtALaterLineThatIsTheSame() {
        Pop3Session session = session("USER user", "PASS password", "NOOP", "DELE 1", "NOOP");

        assertFails(() -> assertThat(session).hasSentExactly(USER, PASS, DELE, NOOP), """
                Expecting session 1 to have sent exactly the expected commands, but - is missing and + was not expected:
                    USER user
                    PASS ********
                  + NOOP
                    DELE 1
                    NOOP""");
    }

    @Test
    void anIdeCanCompareTheLines() {
        Pop3Session session = session("USER user", "STAT");

        AssertionFailedError failure =
                (AssertionFailedError) catchThrowable(() -> assertThat(session).hasSentExactly(USER, PASS));

        assertThat(failure.getExpected().getStringRepresentation()).isEqualTo("USER user\nPASS");
        assertThat(failure.getActual().getStringRepresentation()).isEqualTo("USER user\nSTAT");
    }

    /** A comparison of each command with each other one would need a gigabyte. */
    @Test
    void aConversationOfManyCommandsCanBeComparedToo() {
        List<String> sent = new ArrayList<>(List.of("USER user", "PASS password"));
        sent.addAll(Collections.nCopies(16_000, "NOOP"));
        sent.add("QUIT");
        try (RawClient client = RawClient.greetedBy(server)) {
            client.send(String.join("\r\n", sent) + "\r\n").readToEnd();
        }
        Pop3Session session = server.await().sessionEnd();
        sent.remove("QUIT");
        assertThat(catchThrowable(() -> assertThat(session).hasSentExactly(sent.toArray(String[]::new))))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("... 15999 lines left out ...\n    NOOP\n    NOOP\n    NOOP\n  + QUIT");
        assertThat(catchThrowable(() -> assertThat(session)
                        .hasSentExactly(Collections.nCopies(16_000, "STAT").toArray(String[]::new))))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("  - STAT\n  + USER user\n  + PASS ********\n  + NOOP\n");
    }

    @Test
    void theLastCommandMayStillBeOnItsWay() {
        try (RawClient client = RawClient.loggedInTo(server)) {
            client.send("QUIT\r\n");
            assertThat(server.lastSession()).hasSentExactly(USER, PASS, QUIT);
        }
    }

    @Test
    void aCommandThatWasSentTooOften() {
        Pop3Session session = session("USER user", "PASS password", "DELE 1", "STAT", "DELE 2");

        assertThat(session).hasSentAtMost(2, DELE).hasSentAtMost(1, STAT).hasSentAtMost(0, RETR);
        assertFails(
                () -> assertThat(session).hasSentAtMost(1, DELE),
                "Expecting session 1 to have sent DELE at most 1 time, but it sent it 2 times: [DELE 1, DELE 2]",
                "DELE 2");
        assertFails(
                () -> assertThat(session).hasSentAtMost(0, STAT),
                "Expecting session 1 to have sent STAT at most 0 times, but it sent it 1 time: [STAT]",
                "STAT");
    }

    @Test
    void whatNoClientCanSendIsRefused() {
        Pop3Session session = session();

        assertThatIllegalArgumentException()
                .isThrownBy(() -> assertThat(session).hasSentAtMost(-1, RETR))
                .withMessage("no client can send RETR -1 times; give 0 or more");
        String login = "LOGIN is not a command that a client sends; give commands, such as PASS";
        assertThatIllegalArgumentException()
                .isThrownBy(() -> assertThat(session).hasSentAtMost(1, LOGIN))
                .withMessage(login);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> assertThat(session).hasSentExactly(LOGIN))
                .withMessage(login);
    }

    @ParameterizedTest
    @ValueSource(strings = {"CAPA", "USER user", "AUTH", "AUTH ", "STLS", "PASSWORD x"})
    void whatIsNoAttemptToLogIn(String line) {
        assertThat(session(line)).hasNotTriedToLogIn();
    }

    @ParameterizedTest
    @ValueSource(strings = {"AUTH PLAIN", "AUTH NTLM", "APOP"})
    void whatIsAnAttemptToLogInWhateverTheServerAnswers(String line) {
        Pop3Session session = session("CAPA", line);

        assertFails(
                () -> assertThat(session).hasNotTriedToLogIn(),
                "Expecting session 1 not to have tried to log in, but it sent [" + line + "]",
                line);
    }

    @Test
    void aPasswordInTheWrongPlaceIsAnAttemptAndStaysSecret() {
        Pop3Session session = session("PASS password");

        assertFails(
                () -> assertThat(session).hasNotTriedToLogIn(),
                "Expecting session 1 not to have tried to log in, but it sent [PASS ********]",
                "PASS ********");
    }

    @Test
    void aMessageThatWasRetrievedTwice() {
        assertThat(server.maildrop()).hasRetrievedAtMostOnce(invoice);
        try (RawClient client = RawClient.loggedInTo(server)) {
            client.multiLine("RETR 1");
            assertThat(server.maildrop()).hasRetrievedAtMostOnce(invoice);
            client.multiLine("RETR 1");
        }

        assertFails(
                () -> assertThat(server.maildrop())
                        .hasRetrievedAtMostOnce(server.maildrop().messages()),
                """
                Expecting maildrop "user" to have each of these retrieved at most once:
                  ["Invoice"]
                but these were retrieved more often:
                  "Invoice"  uid=u1  retrieved 2 times
                             no session has marked it by DELE""",
                "RETR 1");
    }

    @Test
    @SuppressWarnings("NullAway")
    void nullIsRefused() {
        Pop3Session session = session();
        assertThatNullPointerException()
                .isThrownBy(() -> assertThat(session).hasSentExactly("QUIT", null))
                .withMessage("the line at index 1 must not be null; give whole command lines");
        assertThatNullPointerException()
                .isThrownBy(() -> assertThat(session).hasSentExactly(QUIT, null))
                .withMessage("the event at index 1 must not be null; give commands, such as PASS");
        assertThatNullPointerException()
                .isThrownBy(() -> assertThat(session).hasSentAtMost(1, (Pop3Event) null))
                .withMessage("the event at index 0 must not be null; give commands, such as PASS");
        assertThatNullPointerException()
                .isThrownBy(() -> assertThat(server.maildrop()).hasRetrievedAtMostOnce(Arrays.asList(invoice, null)))
                .withMessage("the message at index 1 must not be null; give what maildrop.add(...) returned");
    }
}
