package io.github.pop3testserver.client.trouble;

import static io.github.pop3testserver.assertj.Pop3Assertions.assertThat;
import static io.github.pop3testserver.assertj.Pop3Assertions.assertThatThrownBy;
import static io.github.pop3testserver.model.CutPoint.afterLines;
import static io.github.pop3testserver.model.CutPoint.afterOctets;
import static io.github.pop3testserver.model.CutPoint.beforeTerminator;
import static io.github.pop3testserver.model.CutPoint.insideTerminator;
import static io.github.pop3testserver.model.Pop3Event.RETR;
import static io.github.pop3testserver.model.SeedMessage.message;
import static io.github.pop3testserver.model.SeedMessage.raw;
import static io.github.pop3testserver.model.SessionEnd.CLIENT_CLOSED;

import io.github.pop3testserver.Gate;
import io.github.pop3testserver.InstalledFault;
import io.github.pop3testserver.Maildrop;
import io.github.pop3testserver.MaildropMessage;
import io.github.pop3testserver.Pop3TestServer;
import jakarta.mail.MessageRemovedException;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** RETR that ends too early, too late, or not at all. */
class RetrievalTroubleTest {

    private final Pop3TestServer server = Pop3TestServer.start();
    private final Maildrop maildrop = server.maildrop();

    @AfterEach
    void eachFaultCameAbout() {
        server.verify();
        server.close();
    }

    @Test
    void aMessageThatWasCutIsTakenForAWholeOneAndLostWithItsDeletion() throws IOException {
        MaildropMessage large = maildrop.add(message("large").sized(50_000));
        server.on(RETR).message(large).disconnect(afterOctets(20_000));

        try (CommonsNet client = CommonsNet.loggedInTo(server)) {
            assertThat(client.retrieve(1)).hasSizeBetween(19_000, 20_000);
        }
        assertThat(large.timesRetrieved()).isEqualTo(1);
        deleteWithoutReadingAgain();

        assertThat(maildrop).hasDeletedExactly(large);
        assertThatThrownBy(() -> assertThat(maildrop).hasLostNothing()).hasMessageContaining("LOST");
    }

    @Test
    void aMessageWithoutItsTerminatorIsTakenForAWholeOne() throws IOException {
        MaildropMessage mail = maildrop.add(message("meanest cut"));
        server.on(RETR).message(mail).disconnect(beforeTerminator());

        try (CommonsNet client = CommonsNet.loggedInTo(server)) {
            assertThat(client.retrieve(1)).isEqualToNormalizingNewlines(mail.contentAsString());
        }
        assertThat(mail.timesRetrievedCompletely()).isZero();
        deleteWithoutReadingAgain();

        assertThatThrownBy(() -> assertThat(maildrop).hasLostNothing()).hasMessageContaining("LOST");
    }

    /** What an application does that has stored the message, as it believes, and has seen the line drop behind it. */
    private void deleteWithoutReadingAgain() throws IOException {
        try (CommonsNet client = CommonsNet.loggedInTo(server)) {
            assertThat(client.deleteMessage(1)).isTrue();
            assertThat(client.logout()).isTrue();
        }
    }

    @Test
    void aTerminatorThatComesInPiecesIsStillOne() throws Exception {
        MaildropMessage mail = maildrop.add(raw("Subject: x\n\n.\nend\n"));
        server.on(RETR).times(2).fragment(1, Duration.ofMillis(1));

        try (CommonsNet client = CommonsNet.loggedInTo(server)) {
            assertThat(client.retrieve(1)).isEqualToNormalizingNewlines(mail.contentAsString());
            assertThat(client.logout()).isTrue();
        }
        try (Angus visit = Angus.visiting(server)) {
            assertThat(visit.text(1)).isEqualTo(mail.contentAsString());
        }
        assertThat(mail.timesRetrievedCompletely()).isEqualTo(2);
    }

    @Test
    void aClientWaitsForTheOtherHalfOfATerminator() throws Exception {
        MaildropMessage mail = maildrop.add(message("halves"));
        try (Gate betweenTheHalves = server.on(RETR).hold(insideTerminator());
                Angus visit = Angus.visiting(server)) {
            FutureTask<String> fetching = inBackground(() -> visit.text(1));
            betweenTheHalves.awaitReached();
            assertThat(fetching.isDone()).isFalse();

            betweenTheHalves.release();

            assertThat(fetching.get(10, TimeUnit.SECONDS)).isEqualTo(mail.contentAsString());
        }
    }

    @Test
    void aClientWithATimeoutGivesUpOnAStalledMessage() throws Exception {
        MaildropMessage mail = maildrop.add(message("stops"));
        server.on(RETR).stall(afterLines(3));

        try (CommonsNet client = CommonsNet.loggedInTo(server)) {
            client.setSoTimeout(300);
            assertThatThrownBy(() -> client.retrieve(1)).isInstanceOf(SocketTimeoutException.class);
        }
        assertThat(server.await().sessionEnd()).hasEndedWith(CLIENT_CLOSED);
        assertThat(maildrop).hasDeletedNothing().isNotLocked();

        assertThat(Angus.fetchAndDelete(server)).containsExactly("stops");
        assertThat(maildrop).hasDeletedExactly(mail);
    }

    @Test
    void aStalledMessageBlocksAClientWithoutATimeoutForever() throws Exception {
        maildrop.add(message("stops"));
        InstalledFault stall = server.on(RETR).stall(afterLines(3));
        try (CommonsNet client = CommonsNet.loggedInTo(server)) {
            client.setSoTimeout(0);
            FutureTask<String> fetching = inBackground(() -> client.retrieve(1));
            server.await().applied(stall);
            assertThat(fetching.isDone()).isFalse();
            assertThat(maildrop).isLocked();

            server.dropAllConnections();

            assertThat(fetching.get(10, TimeUnit.SECONDS).lines()).hasSize(3);
        }
    }

    private static <T> FutureTask<T> inBackground(Callable<T> fetching) {
        FutureTask<T> task = new FutureTask<>(fetching);
        new Thread(task, "fetching").start();
        return task;
    }

    @Test
    void oneMessageThatCannotBeReadBlocksAllBehindIt() {
        List<MaildropMessage> mails =
                maildrop.add(message("poison").unretrievable("message is damaged"), message("behind it"));

        for (int poll = 1; poll <= 2; poll++) {
            // It is not removed, whatever Jakarta Mail may call it.
            assertThatThrownBy(() -> Angus.fetchAndDelete(server)).isInstanceOf(MessageRemovedException.class);
        }
        assertThat(server.transcript().toString()).contains("S: -ERR message is damaged");
        assertThat(maildrop).hasDeletedNothing().holdsExactly(mails);
        assertThat(mails.get(1).timesRetrieved()).isZero();
    }

    @Test
    void whatJakartaMailThrowsForARefusedMessageDependsOnTheCall() throws Exception {
        maildrop.add(message("poison").unretrievable("message is damaged"));

        try (Angus visit = Angus.visiting(server)) {
            assertThatThrownBy(() -> visit.message(1).getContent())
                    .isExactlyInstanceOf(IOException.class)
                    .hasMessageStartingWith("can't retrieve message #1");
            assertThatThrownBy(() -> visit.message(1).getInputStream()).isExactlyInstanceOf(IOException.class);
            assertThatThrownBy(() -> visit.text(1))
                    .isExactlyInstanceOf(MessageRemovedException.class)
                    .hasMessageStartingWith("can't retrieve message #1");
        }
    }

    @Test
    void aQuotaOfDownloadsIsNoReasonToGiveUpTheRest() throws Exception {
        List<MaildropMessage> mails = maildrop.add(12, number -> message("mail " + number));
        maildrop.downloadLimit(10);

        try (Angus visit = Angus.visiting(server)) {
            for (int number = 1; number <= 10; number++) {
                assertThat(visit.text(number)).contains("Subject: mail " + number);
                visit.delete(number);
            }
            assertThatThrownBy(() -> visit.text(11)).isInstanceOf(MessageRemovedException.class);
            visit.quit();
        }
        assertThat(maildrop).hasDeletedExactly(mails.subList(0, 10));
        assertThat(server.transcript().toString()).contains("S: -ERR [SYS/TEMP]");

        assertThat(Angus.fetchAndDelete(server)).containsExactly("mail 11", "mail 12");
        assertThat(maildrop).isEmpty();
    }
}
