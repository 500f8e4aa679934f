package io.github.pop3testserver.client.trouble;

import static io.github.pop3testserver.assertj.Pop3Assertions.assertThat;
import static io.github.pop3testserver.assertj.Pop3Assertions.assertThatThrownBy;
import static io.github.pop3testserver.model.Corruption.bareLineFeeds;
import static io.github.pop3testserver.model.Corruption.extraReply;
import static io.github.pop3testserver.model.Corruption.lateReply;
import static io.github.pop3testserver.model.Corruption.lateTerminator;
import static io.github.pop3testserver.model.Corruption.unstuffedDots;
import static io.github.pop3testserver.model.Pop3Event.DELE;
import static io.github.pop3testserver.model.Pop3Event.RETR;
import static io.github.pop3testserver.model.Pop3Event.RSET;
import static io.github.pop3testserver.model.SeedMessage.message;
import static io.github.pop3testserver.model.SeedMessage.raw;

import io.github.pop3testserver.Maildrop;
import io.github.pop3testserver.MaildropMessage;
import io.github.pop3testserver.Pop3TestServer;
import io.github.pop3testserver.model.Corruption;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.apache.commons.net.MalformedServerReplyException;
import org.apache.commons.net.pop3.POP3Reply;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Replies whose octets are not what the protocol has, and messages whose octets are as wild as it allows. */
class ContentTroubleTest {

    private final Pop3TestServer server = Pop3TestServer.start();
    private final Maildrop maildrop = server.maildrop();

    @AfterEach
    void eachFaultCameAbout() {
        server.verify();
        server.close();
    }

    @Test
    void aDotThatIsNotStuffedEndsTheMessageUnnoticed() throws IOException {
        MaildropMessage mail = maildrop.add(message("dots").text("above\n.\nbelow\n"));
        server.on(RETR).corrupt(unstuffedDots());

        try (CommonsNet client = CommonsNet.loggedInTo(server)) {
            assertThat(client.retrieve(1).lines()).last().isEqualTo("above");
            assertThat(client.deleteMessage(1)).isTrue();
            assertThat(client.logout()).isTrue();
        }
        assertThat(maildrop).hasDeletedExactly(mail);
        assertThatThrownBy(() -> assertThat(maildrop).hasLostNothing()).hasMessageContaining("LOST");
    }

    @Test
    void whatComesBehindSuchADotAnswersTheNextCommand() throws Exception {
        MaildropMessage mail = maildrop.add(message("dots").text("above\n.\nbelow\n"));
        server.on(RETR).corrupt(unstuffedDots());

        try (Angus visit = Angus.visiting(server)) {
            assertThat(visit.text(1).lines()).last().isEqualTo("above");
            visit.delete(1);
            assertThatThrownBy(visit::quit).hasRootCauseMessage("Unexpected response: below");
        }
        // Jakarta Mail does not close a connection on which DELE has failed like that; the maildrop would stay locked.
        server.dropAllConnections();
        assertThat(maildrop).hasDeletedNothing().holdsExactly(mail).isNotLocked();
    }

    @Test
    void aClientHasToTakeTheStuffingAway() throws Exception {
        MaildropMessage mail = maildrop.add(message("dots").text(".\n..\n.hidden\nend"));

        try (CommonsNet client = CommonsNet.loggedInTo(server)) {
            assertThat(client.retrieve(1)).isEqualToNormalizingNewlines(mail.contentAsString());
        }
        server.await().sessionsEnded(1);
        try (Angus visit = Angus.visiting(server)) {
            assertThat(visit.text(1)).isEqualTo(mail.contentAsString());
        }
    }

    @Test
    void lineFeedsWithoutCrLeaveAClientWaiting() throws Exception {
        maildrop.add(message("unix"));
        server.on(RETR).corrupt(bareLineFeeds());

        try (CommonsNet client = CommonsNet.loggedInTo(server)) {
            client.setSoTimeout(300);
            assertThatThrownBy(() -> client.retrieve(1)).isInstanceOf(SocketTimeoutException.class);
        }
        server.await().sessionsEnded(1);
        assertThat(maildrop).hasDeletedNothing().isNotLocked();
    }

    @Test
    void aLongLineANulAndOctetsOfEightBitsArriveAsTheyAre() throws Exception {
        String text = "x".repeat(100_000) + "\n\0\n\u00e4\u20ac\n";
        MaildropMessage wild = maildrop.add(raw("Subject: wild\n\n" + text));

        try (Angus visit = Angus.visiting(server)) {
            assertThat(visit.text(1)).isEqualTo(wild.contentAsString());
        }
        try (CommonsNet client = CommonsNet.loggedInTo(server)) {
            assertThat(client.retrieve(1))
                    .isEqualToNormalizingNewlines(new String(wild.content(), StandardCharsets.ISO_8859_1));
        }
        assertThat(wild.timesRetrievedCompletely()).isEqualTo(2);
    }

    @Test
    void aReplyTooManyMakesARefusalLookLikeASuccess() throws IOException {
        MaildropMessage mail = maildrop.add(message("mail"));
        server.on(RSET).corrupt(extraReply("+OK"));
        server.on(DELE).err("cannot delete");

        try (CommonsNet client = CommonsNet.loggedInTo(server)) {
            assertThat(client.reset()).isTrue();
            assertThat(client.deleteMessage(1)).isTrue();
            assertThat(client.logout()).isFalse();
        }
        assertThat(maildrop).hasDeletedNothing().holdsExactly(mail);
    }

    @Test
    void aReplyThatOvertakesTheTerminatorEndsUpInsideTheMessage() throws Exception {
        maildrop.add(message("mail").text("the end"));
        server.on(RETR).corrupt(lateTerminator());
        try (CommonsNet client = CommonsNet.loggedInTo(server)) {
            client.sendAhead("RETR 1");
            assertThat(client.sendCommand("NOOP")).isEqualTo(POP3Reply.OK);
            client.getAdditionalReply();
            assertThat(client.getReplyStrings()).endsWith("the end", "+OK", ".");
        }
    }

    @Test
    void aReplyThatComesTooLateIsTakenForAnothers() throws Exception {
        MaildropMessage mail = maildrop.add(message("mail"));
        server.on(DELE).corrupt(lateReply());
        try (CommonsNet client = CommonsNet.loggedInTo(server)) {
            client.sendAhead("DELE 2");
            assertThat(client.sendCommand("DELE 1")).isEqualTo(POP3Reply.OK);
            assertThat(client.getReplyString()).isEqualTo("+OK Marked to be deleted.\r\n");
            client.logout();
        }
        assertThat(maildrop).hasDeletedExactly(mail);
    }

    @Test
    void aMessageWithoutItsStatusLineIsNoReply() throws IOException {
        maildrop.add(raw("Subject: mail\n\ntext\n"));
        int statusLine = "+OK 23 octets\r\n".length();
        server.on(RETR).corrupt(Corruption.alteredBy(octets -> Arrays.copyOfRange(octets, statusLine, octets.length)));

        try (CommonsNet client = CommonsNet.loggedInTo(server)) {
            assertThatThrownBy(() -> client.retrieve(1))
                    .isInstanceOf(MalformedServerReplyException.class)
                    .hasMessageContaining("Subject: mail");
        }
    }
}
