package io.github.pop3testserver.assertj;

import static io.github.pop3testserver.assertj.Pop3Assertions.MAILDROP;
import static io.github.pop3testserver.assertj.Pop3Assertions.POP3_SESSION;
import static io.github.pop3testserver.assertj.Pop3Assertions.POP3_TEST_SERVER;
import static io.github.pop3testserver.assertj.Pop3Assertions.assertThat;
import static io.github.pop3testserver.assertj.Pop3Assertions.catchThrowable;
import static io.github.pop3testserver.model.Pop3Event.DELE;
import static io.github.pop3testserver.model.Pop3Event.NOOP;
import static io.github.pop3testserver.model.Pop3Event.PASS;
import static io.github.pop3testserver.model.Pop3Event.QUIT;
import static io.github.pop3testserver.model.Pop3Event.RETR;
import static io.github.pop3testserver.model.Pop3Event.STAT;
import static io.github.pop3testserver.model.Pop3Event.USER;
import static io.github.pop3testserver.model.SeedMessage.raw;
import static io.github.pop3testserver.model.SessionEnd.BY_QUIT;
import static io.github.pop3testserver.model.SessionEnd.CLIENT_CLOSED;

import io.github.pop3testserver.Maildrop;
import io.github.pop3testserver.MaildropMessage;
import io.github.pop3testserver.Pop3Session;
import io.github.pop3testserver.Pop3TestServer;
import io.github.pop3testserver.RawClient;
import io.github.pop3testserver.model.CutPoint;
import io.github.pop3testserver.model.Tls;
import java.time.Duration;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.opentest4j.AssertionFailedError;

/** What a failing assertion shows, to the letter; times and ports are replaced by a question mark. */
class FailureMessagesTest {

    private final Pop3TestServer server = Pop3TestServer.start();
    private final Maildrop maildrop = server.maildrop();
    private final MaildropMessage invoice =
            maildrop.add(raw("Subject: Invoice 4711\n\nPay.\n").uid("u1"));
    private final MaildropMessage prize =
            maildrop.add(raw("Subject: Win a prize\n\nNow.\n").uid("u2"));

    @AfterEach
    void close() {
        server.close();
    }

    /** The message, and the conversations that are shown with it. */
    private static String messageOf(ThrowingCallable assertion) {
        Throwable thrown = catchThrowable(assertion);
        assertThat(thrown).isInstanceOf(AssertionError.class);
        String conversations = Stream.of(thrown.getSuppressed())
                .map(each -> each.toString().replaceFirst("^POP3 conversations:\n", ""))
                .collect(Collectors.joining("\n"));
        return (thrown.getMessage() + "\n" + conversations)
                .replaceAll(" *\\d+ ms", " ? ms")
                .replaceAll("127.0.0.1:\\d+", "127.0.0.1:?")
                .stripTrailing();
    }

    @Test
    void aMessageDeletedTooMany() {
        try (RawClient client = RawClient.loggedInTo(server)) {
            client.multiLine("RETR 1");
            client.command("DELE 1");
            client.command("DELE 2");
            client.command("QUIT");
        }

        assertThat(messageOf(() -> assertThat(maildrop).as("after a poll").hasDeletedExactly(invoice)))
                .isEqualTo("""
                        [after a poll] Expecting maildrop "user" to have deleted exactly:
                          ["Invoice 4711"]
                        but it deleted:
                          ["Invoice 4711", "Win a prize"]
                        unexpected:
                          "Win a prize"  uid=u2  retrieved 0 times  LOST: deleted without ever being retrieved
                                         marked by DELE 2, committed by QUIT in session 1

                        session 1 of 1   127.0.0.1:?   user   plaintext   ended by QUIT ? ms
                         ? ms  S: +OK POP3 server ready
                         ? ms  C: USER user
                         ? ms  S: +OK
                         ? ms  C: PASS ********
                         ? ms  S: +OK Logged in.
                         ? ms  C: RETR 1                                "Invoice 4711"
                         ? ms  S: +OK 31 octets  (31 octets, complete)
                         ? ms  C: DELE 1                                "Invoice 4711"
                         ? ms  S: +OK Marked to be deleted.
                         ? ms  C: DELE 2                                "Win a prize"        <-- here
                         ? ms  S: +OK Marked to be deleted.
                         ? ms  C: QUIT
                         ? ms  S: +OK Logging out, messages deleted.""");
    }

    @Test
    void eachMessageThatWasLostHasItsPointer() {
        maildrop.add(
                raw("Subject: third\n\n").uid("u3"), raw("Subject: fourth\n\n").uid("u4"));
        try (RawClient client = RawClient.loggedInTo(server)) {
            for (int number = 1; number <= 4; number++) {
                client.command("DELE " + number);
            }
            client.command("QUIT");
        }

        assertThat(pointedIn(() -> assertThat(maildrop).hasLostNothing()))
                .containsExactly(
                        " ? ms  C: DELE 1                                \"Invoice 4711\"        <-- here",
                        " ? ms  C: DELE 2                                \"Win a prize\"        <-- here",
                        " ? ms  C: DELE 3                                \"third\"        <-- here",
                        " ? ms  C: DELE 4                                \"fourth\"        <-- here");
    }

    private static Stream<String> pointedIn(ThrowingCallable assertion) {
        return messageOf(assertion).lines().filter(line -> line.endsWith("<-- here"));
    }

    @Test
    void thePointerIsSeenInALongSession() {
        for (int i = 3; i <= 60; i++) {
            maildrop.add(raw("Subject: " + i + "\n\n"));
        }
        try (RawClient client = RawClient.loggedInTo(server)) {
            for (int number = 1; number <= 60; number++) {
                if (number != 30) {
                    client.multiLine("RETR " + number);
                }
                client.command("DELE " + number);
            }
            client.command("QUIT");
        }

        assertThat(messageOf(() -> assertThat(maildrop).hasLostNothing())).contains("""
                               ... 78 lines left out ...
                         ? ms  S: +OK 15 octets  (15 octets, complete)
                         ? ms  C: DELE 29                               "29"
                         ? ms  S: +OK Marked to be deleted.
                         ? ms  C: DELE 30                               "30"        <-- here
                         ? ms  S: +OK Marked to be deleted.
                         ? ms  C: RETR 31                               "31"
                         ? ms  S: +OK 15 octets  (15 octets, complete)
                               ... 80 lines left out ...
                        """);
    }

    @Test
    void whatWasRetrievedTooOftenHasAPointerAtEachSession() {
        for (int session = 1; session <= 2; session++) {
            try (RawClient client = RawClient.loggedInTo(server)) {
                client.multiLine("RETR 1");
                client.command(session == 1 ? "NOOP" : "DELE 1");
                client.command("QUIT");
            }
        }

        assertThat(pointedIn(() -> assertThat(maildrop).hasRetrievedExactlyOnce(invoice)))
                .containsExactly(
                        " ? ms  C: RETR 1                                \"Invoice 4711\"        <-- here",
                        " ? ms  C: RETR 1                                \"Invoice 4711\"        <-- here");
        assertThat(pointedIn(() -> assertThat(maildrop).holdsExactly(invoice, prize)))
                .containsExactly(" ? ms  C: DELE 1                                \"Invoice 4711\"        <-- here");
    }

    @Test
    void aMessageThatWasReadByTopIsNotSaidToBeUnread() {
        maildrop.add(
                raw("Subject: third\n\none\ntwo\n").uid("u3"),
                raw("Subject: fourth\n\none\ntwo\n").uid("u4"));
        try (RawClient client = RawClient.loggedInTo(server)) {
            client.multiLine("TOP 1 0");
            client.multiLine("TOP 1 0");
            client.command("TOP 9 0");
            client.multiLine("TOP 3 0");
            client.multiLine("TOP 3 1");
            client.multiLine("TOP 4 99");
            client.multiLine("TOP 4 1");
            client.command("QUIT");
        }

        assertThat(messageOf(() -> assertThat(maildrop).hasRetrievedExactlyOnce(maildrop.messages())))
                .contains("""
                          "Invoice 4711"  uid=u1  retrieved 0 times, read by TOP 2 times (headers only)
                                          no session has marked it by DELE
                          "Win a prize"  uid=u2  retrieved 0 times
                                         no session has marked it by DELE
                          "third"  uid=u3  retrieved 0 times, read by TOP 2 times (in part)
                                   no session has marked it by DELE

                        """);
        assertThat(messageOf(() -> assertThat(maildrop).hasDeletedExactly(maildrop.messages())))
                .contains("\"fourth\"  uid=u4  retrieved 1 time, read by TOP 1 time (in part)\n");
    }

    @Test
    void failuresHaveValuesThatAnIdeCanCompare() {
        try (RawClient client = RawClient.loggedInTo(server)) {
            client.command("DELE 2");
            client.command("QUIT");
        }
        MaildropMessage later = maildrop.add(raw("Subject: later\n\n"));

        assertDiffers(
                () -> assertThat(maildrop).holdsExactly(later, prize, invoice),
                "[\"Invoice 4711\", \"Win a prize\", \"later\"]",
                "[\"Invoice 4711\", \"later\"]");
        assertDiffers(() -> assertThat(maildrop).hasDeletedExactly(invoice), "[\"Invoice 4711\"]", "[\"Win a prize\"]");
        assertDiffers(() -> assertThat(maildrop).hasDeletedNothing(), "[]", "[\"Win a prize\"]");
        assertDiffers(() -> assertThat(maildrop).isEmpty(), "[]", "[\"Invoice 4711\", \"later\"]");
        assertDiffers(() -> assertThat(server).hasSessions(2), "2", "1");
        assertDiffers(() -> assertThat(server).hasFailedLogins(1), "1", "0");
        assertDiffers(() -> assertThat(server.lastSession()).hasEndedWith(CLIENT_CLOSED), "CLIENT_CLOSED", "BY_QUIT");
    }

    private static void assertDiffers(ThrowingCallable assertion, String expected, String actual) {
        assertThat(catchThrowable(assertion)).isInstanceOfSatisfying(AssertionFailedError.class, failure -> {
            assertThat(failure.getExpected().getStringRepresentation()).isEqualTo(expected);
            assertThat(failure.getActual().getStringRepresentation()).isEqualTo(actual);
            assertThat(failure.getMessage()).startsWith("Expecting ");
        });
    }

    @Test
    void oneSessionIsNotCalledSessions() {
        assertThat(messageOf(() -> assertThat(server).hasSessions(1))).contains(" to have 1 session, but it has 0\n");
        assertThat(messageOf(() -> server.await(Duration.ofMillis(1)).sessionsEnded(1)))
                .startsWith(
                        "timed out after ? ms waiting for 1 session to end; use server.await(timeout) to wait longer\n");
    }

    @Test
    void aClientThatForgetsQuit() {
        try (RawClient client = RawClient.loggedInTo(server)) {
            client.multiLine("RETR 1");
            client.command("DELE 1");
        }
        server.await().sessionsEnded(1);

        assertThat(messageOf(() -> assertThat(maildrop).hasDeletedExactly(invoice)))
                .isEqualTo("""
                        Expecting maildrop "user" to have deleted exactly:
                          ["Invoice 4711"]
                        but it deleted:
                          []
                        missing:
                          "Invoice 4711"  uid=u1  retrieved 1 time
                                          marked by DELE 1 in session 1, but never committed by QUIT: the client closed the connection without QUIT

                        session 1 of 1   127.0.0.1:?   user   plaintext   the client closed the connection without QUIT ? ms
                         ? ms  S: +OK POP3 server ready
                         ? ms  C: USER user
                         ? ms  S: +OK
                         ? ms  C: PASS ********
                         ? ms  S: +OK Logged in.
                         ? ms  C: RETR 1                                "Invoice 4711"
                         ? ms  S: +OK 31 octets  (31 octets, complete)
                         ? ms  C: DELE 1                                "Invoice 4711"        <-- here
                         ? ms  S: +OK Marked to be deleted.""");
    }

    @Test
    void nothingHappenedAtAll() {
        assertThat(messageOf(() -> assertThat(maildrop).hasDeletedExactly(invoice, prize)))
                .isEqualTo("""
                        Expecting maildrop "user" to have deleted exactly:
                          ["Invoice 4711", "Win a prize"]
                        but it deleted:
                          []
                        missing:
                          "Invoice 4711"  uid=u1  retrieved 0 times
                                          no session has marked it by DELE
                          "Win a prize"  uid=u2  retrieved 0 times
                                         no session has marked it by DELE

                        no client connected to 127.0.0.1:?; configure your client from Pop3Endpoint.host() and port()""");
    }

    @Test
    void aMessageThatIsNotThereTellsWhy() {
        var others = server.addMaildrop("alice", "secret")
                .add(raw("Subject: hers\n\n").uid("u1"));
        var later =
                maildrop.addAfter(Duration.ofHours(1), raw("Subject: later\n\n").uid("u3"));

        assertThat(messageOf(() -> assertThat(maildrop).holdsExactly(invoice, prize, others, later)))
                .isEqualTo("""
                        Expecting maildrop "user" to hold exactly:
                          ["Invoice 4711", "Win a prize", "hers", "later"]
                        but it holds:
                          ["Invoice 4711", "Win a prize"]
                        missing:
                          "hers"  uid=u1  retrieved 0 times
                                  added to another maildrop, or before the last reset
                          "later"  uid=u3  retrieved 0 times
                                   due to arrive later

                        no client connected to 127.0.0.1:?; configure your client from Pop3Endpoint.host() and port()""");
    }

    @Test
    void eachAssertionOnAMaildropFailsWithItsOwnWords() {
        server.on(RETR).disconnect(CutPoint.afterOctets(3));
        try (RawClient client = RawClient.loggedInTo(server)) {
            client.send("RETR 1\r\n").readToEnd();
        }
        try (RawClient client = RawClient.loggedInTo(server)) {
            client.command("DELE 1");
            client.command("QUIT");
        }
        maildrop.remove(prize);

        assertThat(messageOf(() -> assertThat(maildrop).hasLostNothing())).startsWith("""
                Expecting maildrop "user" to have lost nothing
                but it lost:
                  "Invoice 4711"  uid=u1  retrieved 1 time, cut short 1 time  LOST: deleted without ever being sent to its end
                """);
        assertThat(messageOf(() -> assertThat(maildrop).hasDeletedNothing()))
                .startsWith("Expecting maildrop \"user\" to have deleted nothing\nbut it deleted:\n  \"Invoice 4711\"");
        assertThat(messageOf(() -> assertThat(maildrop).hasRetrievedExactlyOnce(invoice)))
                .startsWith(
                        "Expecting maildrop \"user\" to have each of these retrieved exactly once:\n  [\"Invoice 4711\"]\n"
                                + "but these were not:\n");
        assertThat(messageOf(() -> assertThat(maildrop).holdsExactly(prize)))
                .contains("to hold exactly", "but it holds", "missing", "removed by the test");
        assertThat(messageOf(() -> assertThat(maildrop).hasMarkedForDeletion(invoice)))
                .contains("to have marked for deletion", "but these are marked:\n  []");
        assertThat(messageOf(() -> assertThat(maildrop).isLocked())).contains("to be locked, but it is not");
        try (var lock = maildrop.lock()) {
            assertThat(lock).isNotNull();
            assertThat(messageOf(() -> assertThat(maildrop).isNotLocked())).contains("not to be locked, but it is");
        }
        assertThat(messageOf(() -> assertThat(maildrop).deleted().isEmpty()))
                .contains("messages deleted from maildrop \"user\"");
        maildrop.add(raw("Subject: new\n\n"));
        assertThat(messageOf(() -> assertThat(maildrop).isEmpty())).contains("to be empty", "but it holds:\n  \"new\"");
    }

    @Test
    void eachAssertionOnASessionFailsWithItsOwnWords() {
        try (RawClient client = RawClient.loggedInTo(server)) {
            client.command("DELE 2");
        }
        var session = server.await().sessionEnd();

        assertThat(messageOf(() -> assertThat(session).hasEndedWith(BY_QUIT)))
                .startsWith(
                        "Expecting session 1 to have ended with BY_QUIT, but its end was CLIENT_CLOSED: the client closed the"
                                + " connection without QUIT\nmarked for deletion but not deleted, because QUIT never arrived: [\"Win a prize\"]; Jakarta Mail"
                                + " sends QUIT in folder.close(), Commons Net in logout()\n\n"
                                + "session 1 of 1");
        assertThat(messageOf(() -> assertThat(session).hasSent("DELE 2", "QUIT")))
                .startsWith("Expecting session 1 to have sent [DELE 2, QUIT], but it never sent [QUIT]\n\n");
        assertThat(messageOf(() -> assertThat(session).hasSentInOrder(USER, DELE, PASS)))
                .startsWith(
                        "Expecting session 1 to have sent [USER, DELE, PASS] in this order, but there was no PASS after"
                                + " [USER, DELE]\n\n");
        assertThat(messageOf(() -> assertThat(session).hasUsedTls()))
                .startsWith(
                        "Expecting session 1 to have used TLS, but the client never sent STLS; require STARTTLS in the client"
                                + " (mail.pop3.starttls.required=true), and offer it with tls(Tls.EXPLICIT)\n\n");
        assertThat(messageOf(() -> assertThat(session).hasNeverSent(STAT, PASS)))
                .startsWith(
                        "Expecting session 1 never to have sent any of [STAT, PASS], but it sent [PASS ********]\n\n");
    }

    private static void assertTlsNotCompleted(Pop3TestServer server, String... sent) {
        try (RawClient client = RawClient.withoutTls(server.endpoint())) {
            for (String command : sent) {
                client.command(command);
            }
        }
        var session = server.await().sessionEnd();
        assertThat(messageOf(() -> assertThat(session).hasUsedTls()))
                .startsWith("Expecting session " + session.number()
                        + " to have used TLS, but the client did not complete a TLS handshake\n\n");
    }

    @Test
    void aClientThatBreaksOffTheHandshakeHasNotUsedTls() {
        try (Pop3TestServer explicit =
                        Pop3TestServer.builder().tls(Tls.EXPLICIT).start();
                Pop3TestServer implicit =
                        Pop3TestServer.builder().tls(Tls.IMPLICIT).start()) {
            assertTlsNotCompleted(explicit);
            assertTlsNotCompleted(explicit, "CAPA", "STLS");
            assertTlsNotCompleted(implicit);
        }
    }

    @Test
    void aClientThatNeverSentStlsHasNotUsedTls() {
        try (Pop3TestServer explicit =
                Pop3TestServer.builder().tls(Tls.EXPLICIT).start()) {
            try (RawClient client = RawClient.withoutTls(explicit.endpoint())) {
                client.command("CAPA");
            }
            var session = explicit.await().sessionEnd();
            assertThat(messageOf(() -> assertThat(session).hasUsedTls()))
                    .startsWith(
                            "Expecting session 1 to have used TLS, but the client never sent STLS; require STARTTLS in"
                                    + " the client (mail.pop3.starttls.required=true), and offer it with tls(Tls.EXPLICIT)\n\n");
        }
    }

    @Test
    void nullIsNotAsserted() {
        String message = "\nExpecting actual not to be null";
        assertThat(catchThrowable(() -> assertThat((Maildrop) null).isEmpty()))
                .isInstanceOf(AssertionError.class)
                .hasMessage(message);
        assertThat(catchThrowable(() -> assertThat((Pop3Session) null).hasUsedTls()))
                .isInstanceOf(AssertionError.class)
                .hasMessage(message);
        assertThat(catchThrowable(() -> assertThat((Pop3TestServer) null).hasSessions(0)))
                .isInstanceOf(AssertionError.class)
                .hasMessage(message);
    }

    @Test
    void eachAssertionOnAServerFailsWithItsOwnWords() {
        server.on(NOOP).err("no");
        try (RawClient client = RawClient.loggedInTo(server)) {
            assertThat(messageOf(() -> assertThat(server).hasSessions(2)))
                    .startsWith(
                            "Expecting POP3 server \"pop3-test-server\" at 127.0.0.1:? to have 2 sessions, but it has 1\n\n");
            assertThat(messageOf(() -> assertThat(server).hasFailedLogins(1)))
                    .contains("to have failed logins: 1, but it has: 0");
            assertThat(messageOf(() -> assertThat(server).hasAppliedAllFaults()))
                    .contains(
                            "to have applied all faults, but these did not fire: [on(NOOP).err(\"no\") at FailureMessagesTest.");
            assertThat(client.command("NOOP")).isEqualTo("-ERR no");
        }
        assertThat(server)
                .hasSessions(1)
                .hasFailedLogins(0)
                .hasAppliedAllFaults()
                .hasNoOpenConnections();
    }

    @Test
    void whatHoldsPasses() {
        try (RawClient client = RawClient.loggedInTo(server)) {
            client.multiLine("RETR 1");
            client.command("DELE 1");
            assertThat(maildrop)
                    .isLocked()
                    .hasMarkedForDeletion(invoice)
                    .hasDeletedNothing()
                    .holdsExactly(prize, invoice);
            client.command("QUIT");
        }
        assertThat(maildrop)
                .isNotLocked()
                .hasDeletedExactly(invoice)
                .holdsExactly(prize)
                .hasRetrievedExactlyOnce(invoice)
                .hasLostNothing()
                .deleted()
                .extracting(MaildropMessage::subject)
                .containsExactly("Invoice 4711");
        assertThat(server.lastSession())
                .hasEndedWith(BY_QUIT)
                .hasSent("DELE 1", "RETR 1")
                .hasSentInOrder(USER, RETR, DELE, QUIT)
                .hasNeverSent(NOOP);
        assertThat((Object) maildrop).asInstanceOf(MAILDROP).holdsExactly(prize);
        assertThat((Object) server.lastSession()).asInstanceOf(POP3_SESSION).hasEndedWith(BY_QUIT);
        assertThat((Object) server).asInstanceOf(POP3_TEST_SERVER).hasSessions(1);
    }
}
