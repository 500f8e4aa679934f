package io.github.pop3testserver.assertj;

import static io.github.pop3testserver.assertj.Pop3Assertions.assertThat;
import static io.github.pop3testserver.assertj.Pop3Assertions.assertThatNullPointerException;
import static io.github.pop3testserver.model.Pop3Event.QUIT;
import static io.github.pop3testserver.model.SeedMessage.message;

import io.github.pop3testserver.Maildrop;
import io.github.pop3testserver.MaildropMessage;
import io.github.pop3testserver.Pop3Session;
import io.github.pop3testserver.Pop3TestServer;
import io.github.pop3testserver.RawClient;
import io.github.pop3testserver.model.Pop3Event;
import java.util.Arrays;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Null in what a test asserts is refused: it is a mistake of the test, and nothing that the client did. */
@SuppressWarnings("NullAway")
class NullsTest {

    private static final String REMEDY = "; give what maildrop.add(...) returned";

    private final Pop3TestServer server = Pop3TestServer.start();
    private final Maildrop maildrop = server.maildrop();
    private final MaildropMessage mail = maildrop.add(message("x"));

    @AfterEach
    void close() {
        server.close();
    }

    private static void assertRefused(ThrowingCallable call, String message) {
        assertThatNullPointerException().isThrownBy(call).withMessage(message);
    }

    @Test
    void aMessageThatIsNullIsRefusedByItsIndex() {
        List<MaildropMessage> second = Arrays.asList(mail, null);
        MaildropMessage[] first = {null, mail};
        String atZero = "the message at index 0 must not be null" + REMEDY;
        String atOne = "the message at index 1 must not be null" + REMEDY;
        assertRefused(() -> assertThat(maildrop).hasDeletedExactly((MaildropMessage) null), atZero);
        assertRefused(() -> assertThat(maildrop).hasDeletedExactly(first), atZero);
        assertRefused(() -> assertThat(maildrop).hasDeletedExactly(second), atOne);
        assertRefused(() -> assertThat(maildrop).holdsExactly(first), atZero);
        assertRefused(() -> assertThat(maildrop).holdsExactly(second), atOne);
        assertRefused(() -> assertThat(maildrop).hasMarkedForDeletion(first), atZero);
        assertRefused(() -> assertThat(maildrop).hasRetrievedExactlyOnce(first), atZero);
        assertRefused(() -> assertThat(maildrop).hasRetrievedExactlyOnce(second), atOne);
    }

    @Test
    void noMessagesAtAllIsRefused() {
        String refusal = "messages must not be null" + REMEDY;
        assertRefused(() -> assertThat(maildrop).hasDeletedExactly((MaildropMessage[]) null), refusal);
        assertRefused(() -> assertThat(maildrop).hasDeletedExactly((Iterable<MaildropMessage>) null), refusal);
        assertRefused(() -> assertThat(maildrop).holdsExactly((MaildropMessage[]) null), refusal);
        assertRefused(() -> assertThat(maildrop).hasMarkedForDeletion((MaildropMessage[]) null), refusal);
        assertRefused(() -> assertThat(maildrop).hasRetrievedExactlyOnce((Iterable<MaildropMessage>) null), refusal);
    }

    /** It is no assertion that has failed. */
    @Test
    void softAssertionsDoNotCollectIt() {
        assertRefused(
                () -> Pop3SoftAssertions.assertSoftly(
                        softly -> softly.assertThat(maildrop).holdsExactly((MaildropMessage) null)),
                "the message at index 0 must not be null" + REMEDY);
    }

    @Test
    void nullInASessionIsRefused() {
        RawClient.loggedInTo(server).close();
        Pop3Session session = server.lastSession();
        String commands = "; give commands, such as PASS";
        assertRefused(() -> assertThat(session).hasEndedWith(null), "an end must not be null; give a SessionEnd");
        assertRefused(
                () -> assertThat(session).hasSent("QUIT", null),
                "the line at index 1 must not be null; give whole command lines");
        assertRefused(
                () -> assertThat(session).hasSentInOrder(QUIT, null),
                "the event at index 1 must not be null" + commands);
        assertRefused(
                () -> assertThat(session).hasNeverSent((Pop3Event) null),
                "the event at index 0 must not be null" + commands);
        assertRefused(() -> assertThat(session).hasNeverSent((Pop3Event[]) null), "events must not be null" + commands);
    }
}
