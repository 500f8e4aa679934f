package io.github.pop3testserver.client.trouble;

import static io.github.pop3testserver.assertj.Pop3Assertions.assertThat;
import static io.github.pop3testserver.model.MessageOrder.ROTATED_EVERY_SESSION;
import static io.github.pop3testserver.model.SeedMessage.message;

import io.github.pop3testserver.Maildrop;
import io.github.pop3testserver.MaildropMessage;
import io.github.pop3testserver.Pop3TestServer;
import java.util.List;
import java.util.Properties;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Servers that show a client less than there is, or in another order than the last time. */
class ViewTroubleTest {

    private final Pop3TestServer server = Pop3TestServer.start();
    private final Maildrop maildrop = server.maildrop();

    @AfterEach
    void eachFaultCameAbout() {
        server.verify();
        server.close();
    }

    @Test
    void aClientThatLeavesMailOnTheServerNeverSeesTheNewest() throws Exception {
        maildrop.add(250, number -> message("old " + number));
        maildrop.showOldest(250);
        MaildropMessage today = maildrop.add(message("today"));

        for (int poll = 1; poll <= 2; poll++) {
            try (Angus visit = Angus.visiting(server)) {
                assertThat(visit.count()).isEqualTo(250);
                assertThat(visit.message(250).getSubject()).isEqualTo("old 250");
            }
        }
        assertThat(today.timesRetrieved()).isZero();
    }

    @Test
    void aClientThatDeletesGetsThereInSeveralSessions() throws Exception {
        maildrop.add(5, number -> message("mail " + number));
        maildrop.showOldest(2);

        assertThat(Angus.fetchAndDelete(server)).containsExactly("mail 1", "mail 2");
        assertThat(Angus.fetchAndDelete(server)).containsExactly("mail 3", "mail 4");
        assertThat(Angus.fetchAndDelete(server)).containsExactly("mail 5");
        assertThat(maildrop).isEmpty();
    }

    @Test
    void mailThatWasRetrievedOnceIsGoneForASecondClientAndTheRecentModeHasIt() throws Exception {
        maildrop.add(message("mail"));
        maildrop.hideAfterRetrieval(true).addUserName("recent:user");
        try (Angus visit = Angus.visiting(server)) {
            assertThat(visit.text(1)).contains("Subject: mail");
        }

        try (Angus visit = Angus.visiting(server)) {
            assertThat(visit.count()).isZero();
        }

        Properties recent = server.endpoint().jakartaMailProperties();
        recent.setProperty("mail.pop3.user", "recent:user");
        assertThat(Angus.fetchAndDelete(recent)).containsExactly("mail");
    }

    @Test
    void aNumberThatWasRememberedDeletesAnotherMessageWhereTheOrderChanges() throws Exception {
        List<MaildropMessage> mails = maildrop.add(message("one"), message("two"));
        maildrop.messageOrder(ROTATED_EVERY_SESSION);
        int remembered = 1;
        try (CommonsNet client = CommonsNet.loggedInTo(server)) {
            assertThat(client.retrieve(remembered)).contains("Subject: one");
            client.logout();
        }

        try (CommonsNet client = CommonsNet.loggedInTo(server)) {
            assertThat(client.deleteMessage(remembered)).isTrue();
            client.logout();
        }
        assertThat(maildrop).hasDeletedExactly(mails.get(1));
        assertThat(mails.get(1).isLost()).isTrue();
    }

    @Test
    void mailThatComesInFrontOfOldMailIsMissedByAClientThatRemembersAHighestNumber() throws Exception {
        maildrop.add(message("one"), message("two"));
        int highest;
        try (Angus visit = Angus.visiting(server)) {
            highest = visit.count();
        }
        MaildropMessage late = maildrop.addAt(1, message("late"));

        try (Angus visit = Angus.visiting(server)) {
            assertThat(visit.message(highest + 1).getSubject()).isEqualTo("two");
        }
        assertThat(late.timesRetrieved()).isZero();
    }
}
