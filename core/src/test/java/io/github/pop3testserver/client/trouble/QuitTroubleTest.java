package io.github.pop3testserver.client.trouble;

import static io.github.pop3testserver.assertj.Pop3Assertions.assertThat;
import static io.github.pop3testserver.assertj.Pop3Assertions.assertThatThrownBy;
import static io.github.pop3testserver.model.CutPoint.beforeProcessing;
import static io.github.pop3testserver.model.CutPoint.beforeReply;
import static io.github.pop3testserver.model.Pop3Event.QUIT;
import static io.github.pop3testserver.model.Reply.err;
import static io.github.pop3testserver.model.SeedMessage.message;
import static io.github.pop3testserver.model.SessionEnd.BY_QUIT;

import io.github.pop3testserver.Maildrop;
import io.github.pop3testserver.MaildropMessage;
import io.github.pop3testserver.Pop3Session;
import io.github.pop3testserver.Pop3TestServer;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The moment at which mail is deleted, or not: QUIT, and the UPDATE behind it (RFC 1939 section 6). */
class QuitTroubleTest {

    private final Pop3TestServer server = Pop3TestServer.start();
    private final Maildrop maildrop = server.maildrop();

    @AfterEach
    void eachFaultCameAbout() {
        server.verify();
        server.close();
    }

    @Test
    void quitThatIsNeverProcessedBringsAllMailAgain() throws Exception {
        MaildropMessage payment = maildrop.add(message("Payment"));
        server.on(QUIT).disconnect(beforeProcessing());

        assertThat(Angus.fetchAndDelete(server)).containsExactly("Payment");
        assertThat(maildrop).hasDeletedNothing().isNotLocked();

        assertThat(Angus.fetchAndDelete(server)).containsExactly("Payment");
        assertThat(maildrop).hasDeletedExactly(payment).hasLostNothing();
        assertThat(payment.timesRetrievedCompletely()).isEqualTo(2);
    }

    @Test
    void aQuitThatIsProcessedWithoutAReplyLeavesNothingForARetry() throws Exception {
        MaildropMessage payment = maildrop.add(message("Payment"));
        server.on(QUIT).disconnect(beforeReply());

        assertThat(Angus.fetchAndDelete(server)).containsExactly("Payment");
        assertThat(Angus.fetchAndDelete(server)).isEmpty();

        assertThat(maildrop)
                .hasDeletedExactly(payment)
                .hasRetrievedExactlyOnce(payment)
                .hasLostNothing();
        assertThat(server.sessions().get(0)).hasEndedWith(BY_QUIT);
    }

    @Test
    void commonsNetReportsARefusedQuitAndJakartaMailDoesNot() throws Exception {
        List<MaildropMessage> mails = maildrop.add(message("one"), message("two"));
        server.on(QUIT).times(2).processThenReply(err("some deleted messages not removed"));

        assertThat(Angus.fetchAndDelete(server)).containsExactly("one", "two");
        assertThat(server.transcript().toString()).contains("S: -ERR some deleted messages not removed");
        try (CommonsNet client = CommonsNet.loggedInTo(server)) {
            assertThat(client.logout()).isFalse();
        }
        assertThat(maildrop).hasDeletedExactly(mails);
    }

    @Test
    void mailThatCouldNotBeRemovedIsFetchedAgainAndJakartaMailReportsNothing() throws Exception {
        MaildropMessage gone = maildrop.add(message("gone"));
        MaildropMessage stuck = maildrop.add(message("stuck").undeletable("some deleted messages not removed"));

        assertThat(Angus.fetchAndDelete(server)).containsExactly("gone", "stuck");
        assertThat(maildrop).hasDeletedExactly(gone).holdsExactly(stuck);

        assertThat(Angus.fetchAndDelete(server)).containsExactly("stuck");
    }

    @Test
    void aClientThatForgetsQuitDeletesNothing() throws IOException {
        List<MaildropMessage> mails = maildrop.add(message("one"), message("two"));
        try (CommonsNet client = CommonsNet.loggedInTo(server)) {
            assertThat(client.deleteMessage(1)).isTrue();
            assertThat(client.deleteMessage(2)).isTrue();
            assertThat(maildrop).hasMarkedForDeletion(mails.get(0), mails.get(1));
        }
        Pop3Session session = server.await().sessionEnd();

        assertThat(maildrop).hasDeletedNothing().holdsExactly(mails);
        assertThatThrownBy(() -> assertThat(session).hasEndedWith(BY_QUIT))
                .hasMessageContaining("the client closed the connection without QUIT")
                .hasMessageContaining(
                        "marked for deletion but not deleted, because QUIT never arrived: [\"one\", \"two\"]");
    }
}
