package io.github.pop3testserver.client.trouble;

import static io.github.pop3testserver.assertj.Pop3Assertions.assertThat;
import static io.github.pop3testserver.assertj.Pop3Assertions.assertThatThrownBy;
import static io.github.pop3testserver.model.CutPoint.beforeReply;
import static io.github.pop3testserver.model.Pop3Event.DELE;
import static io.github.pop3testserver.model.Pop3Event.QUIT;
import static io.github.pop3testserver.model.Pop3Event.RETR;
import static io.github.pop3testserver.model.SeedMessage.message;

import io.github.pop3testserver.Maildrop;
import io.github.pop3testserver.MaildropMessage;
import io.github.pop3testserver.Pop3TestServer;
import jakarta.mail.Flags;
import jakarta.mail.Folder;
import jakarta.mail.MessagingException;
import jakarta.mail.Store;
import java.io.EOFException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** DELE that fails, that comes too early, or that names another message than its sender believes. */
class DeletionTroubleTest {

    private final Pop3TestServer server = Pop3TestServer.start();
    private final Maildrop maildrop = server.maildrop();

    @AfterEach
    void eachFaultCameAbout() {
        server.verify();
        server.close();
    }

    @Test
    void aRefusedDeleLeavesTheMailAndJakartaMailReportsNothing() throws Exception {
        MaildropMessage invoice = maildrop.add(message("invoice"));
        MaildropMessage order = maildrop.add(message("order"));
        server.on(DELE).message(invoice).err("cannot delete");

        assertThat(Angus.fetchAndDelete(server)).containsExactly("invoice", "order");
        assertThat(maildrop).hasDeletedExactly(order).holdsExactly(invoice);

        assertThat(Angus.fetchAndDelete(server)).containsExactly("invoice");
    }

    @Test
    void aLineThatDropsAtDeleBringsABigMessageAgain() throws Exception {
        MaildropMessage big = maildrop.add(message("big").sized(2_000_000));
        server.on(DELE).message(big).disconnect(beforeReply());

        assertThatThrownBy(() -> Angus.fetchAndDelete(server)).hasRootCauseInstanceOf(EOFException.class);
        assertThat(big.timesRetrievedCompletely()).isEqualTo(1);
        assertThat(maildrop).hasDeletedNothing().holdsExactly(big).isNotLocked();

        assertThat(Angus.fetchAndDelete(server)).containsExactly("big");
        assertThat(maildrop).hasDeletedExactly(big);
    }

    @Test
    void mailThatWasFlaggedTooEarlyIsDeletedAlthoughItsProcessingFailed() {
        MaildropMessage ticket = maildrop.add(message("ticket"));

        assertThatThrownBy(() -> flagThenProcess(true)).hasMessage("database is down");

        assertThat(maildrop).hasDeletedExactly(ticket).hasLostNothing();
        assertThatThrownBy(() -> assertThat(maildrop).hasDeletedNothing())
                .hasMessageContaining("\"ticket\"  uid=" + ticket.uid() + "  retrieved 1 time");
    }

    @Test
    void mailThatWasFlaggedAndNeverReadIsLost() {
        MaildropMessage ticket = maildrop.add(message("ticket"));

        assertThatThrownBy(() -> flagThenProcess(false)).hasMessage("database is down");

        assertThat(ticket.isLost()).isTrue();
        assertThatThrownBy(() -> assertThat(maildrop).hasLostNothing())
                .hasMessageContaining("LOST: deleted without ever being retrieved");
        assertThat(server.lastSession()).hasNeverSent(RETR);
    }

    /** Closing a folder expunges it, unless told otherwise; so does the end of a try block. */
    private void flagThenProcess(boolean reads) throws MessagingException, IOException {
        try (Store store = Angus.connect(server.endpoint().jakartaMailProperties());
                Folder inbox = store.getFolder("INBOX")) {
            inbox.open(Folder.READ_WRITE);
            inbox.getMessage(1).setFlag(Flags.Flag.DELETED, true);
            if (reads) {
                assertThat(inbox.getMessage(1).getContent()).isNotNull();
            }
            throw new IllegalStateException("database is down");
        }
    }

    @Test
    void aNumberThatWasRememberedDeletesAnotherMessageInTheNextSession() throws IOException {
        List<MaildropMessage> mails = maildrop.add(message("first"), message("second"), message("third"));
        try (CommonsNet client = CommonsNet.loggedInTo(server)) {
            assertThat(client.retrieve(2)).contains("Subject: second");
            assertThat(client.logout()).isTrue();
        }
        MaildropMessage first = mails.get(0);
        maildrop.remove(first);

        try (CommonsNet client = CommonsNet.loggedInTo(server)) {
            assertThat(client.deleteMessage(2)).isTrue();
            assertThat(client.logout()).isTrue();
        }
        assertThat(maildrop).hasDeletedExactly(mails.get(2)).holdsExactly(mails.get(1));
        assertThatThrownBy(() -> assertThat(maildrop).hasLostNothing()).hasMessageContaining("\"third\"");
    }

    @Test
    void mailThatArrivesDuringASessionIsNotDeletedWithTheRest() throws Exception {
        MaildropMessage early = maildrop.add(message("early"));
        List<MaildropMessage> late = new ArrayList<>();
        server.on(QUIT).run(() -> late.add(maildrop.add(message("late"))));

        assertThat(Angus.fetchAndDelete(server)).containsExactly("early");
        assertThat(maildrop).hasDeletedExactly(early).holdsExactly(late).hasLostNothing();

        assertThat(Angus.fetchAndDelete(server)).containsExactly("late");
        assertThat(maildrop).isEmpty();
    }
}
