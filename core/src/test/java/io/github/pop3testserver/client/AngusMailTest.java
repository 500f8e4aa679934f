package io.github.pop3testserver.client;

import static io.github.pop3testserver.assertj.Pop3Assertions.assertThat;
import static io.github.pop3testserver.assertj.Pop3Assertions.assertThatThrownBy;
import static io.github.pop3testserver.model.CutPoint.afterOctets;
import static io.github.pop3testserver.model.Pop3Event.CAPA;
import static io.github.pop3testserver.model.Pop3Event.LIST;
import static io.github.pop3testserver.model.Pop3Event.QUIT;
import static io.github.pop3testserver.model.Pop3Event.RETR;
import static io.github.pop3testserver.model.Pop3Event.STAT;
import static io.github.pop3testserver.model.Pop3Event.TOP;
import static io.github.pop3testserver.model.Pop3Event.UIDL;
import static io.github.pop3testserver.model.SeedMessage.message;
import static io.github.pop3testserver.model.SeedMessage.raw;

import io.github.pop3testserver.Maildrop;
import io.github.pop3testserver.MaildropMessage;
import io.github.pop3testserver.Pop3TestServer;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.FetchProfile;
import jakarta.mail.Flags;
import jakarta.mail.Folder;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Store;
import jakarta.mail.UIDFolder;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Properties;
import org.eclipse.angus.mail.pop3.POP3Folder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Jakarta Mail's reference implementation as a client. */
class AngusMailTest {

    private final Pop3TestServer server = Pop3TestServer.start();
    private final Maildrop maildrop = server.maildrop();

    @AfterEach
    void close() {
        server.close();
    }

    private Store connect() throws MessagingException {
        Properties properties = server.endpoint().jakartaMailProperties();
        Store store = Session.getInstance(properties).getStore();
        store.connect(properties.getProperty("mail.pop3.user"), properties.getProperty("mail.pop3.password"));
        return store;
    }

    private static POP3Folder open(Store store) throws MessagingException {
        POP3Folder inbox = (POP3Folder) store.getFolder("INBOX");
        inbox.open(Folder.READ_WRITE);
        return inbox;
    }

    private static byte[] octets(Message message) throws MessagingException, IOException {
        ByteArrayOutputStream octets = new ByteArrayOutputStream();
        message.writeTo(octets);
        return octets.toByteArray();
    }

    @Test
    void fetchesOctetByOctetWhatWasSeeded() throws Exception {
        List<MaildropMessage> mails = maildrop.add(
                message("Grüße").text("Zeile\n.\n..dots\n\nEnde"),
                message("large").sized(3_000_000),
                raw("Subject: bare\r\n\r\n.first\r\n\0\u00FF\r\n"));
        try (Store store = connect();
                POP3Folder inbox = open(store)) {
            Message[] fetched = inbox.getMessages();
            for (int i = 0; i < fetched.length; i++) {
                assertThat((long) inbox.getSizes()[i]).isEqualTo(mails.get(i).size());
                assertThat(octets(fetched[i])).isEqualTo(mails.get(i).content());
            }
            assertThat(fetched[0].getSubject()).isEqualTo("Grüße");
        }
    }

    @Test
    void readsEnvelopesByTopAndUniqueIdsByUidl() throws Exception {
        List<MaildropMessage> mails = maildrop.add(3, i -> message("mail " + i));
        try (Store store = connect();
                POP3Folder inbox = open(store)) {
            FetchProfile profile = new FetchProfile();
            profile.add(FetchProfile.Item.ENVELOPE);
            profile.add(UIDFolder.FetchProfileItem.UID);
            Message[] messages = inbox.getMessages();
            inbox.fetch(messages, profile);
            assertThat(messages[2].getSubject()).isEqualTo("mail 3");
            assertThat(inbox.getUID(messages[2])).isEqualTo(mails.get(2).uid());
        }
        assertThat(server.lastSession())
                .hasSentInOrder(CAPA, STAT, UIDL, TOP, LIST, QUIT)
                .hasNeverSent(RETR);
    }

    @Test
    void deletesExactlyWhatItFlagsWhenTheFolderIsClosedWithExpunge() throws Exception {
        List<MaildropMessage> mails = maildrop.add(3, i -> message("mail " + i));
        try (Store store = connect()) {
            POP3Folder inbox = open(store);
            octets(inbox.getMessage(2));
            inbox.getMessage(2).setFlag(Flags.Flag.DELETED, true);
            inbox.close(true);
        }
        assertThat(maildrop)
                .hasDeletedExactly(mails.get(1))
                .hasRetrievedExactlyOnce(mails.get(1))
                .hasLostNothing();
    }

    @Test
    void isToldThatThePasswordIsWrong() {
        maildrop.changePassword("another");
        Properties properties = server.endpoint().jakartaMailProperties();

        assertThatThrownBy(() -> Session.getInstance(properties).getStore().connect("user", "password"))
                .isInstanceOf(AuthenticationFailedException.class)
                .hasMessageContaining("[AUTH]");
        assertThat(server).hasFailedLogins(1).hasNoOpenConnections();
    }

    @Test
    void seesTheLineDropInsideAMessage() throws Exception {
        MaildropMessage large = maildrop.add(message("large").sized(50_000));
        server.on(RETR).disconnect(afterOctets(20_000));
        try (Store store = connect()) {
            POP3Folder inbox = open(store);
            assertThatThrownBy(() -> octets(inbox.getMessage(1)))
                    .isInstanceOfAny(IOException.class, MessagingException.class);
        }
        assertThat(maildrop).hasDeletedNothing().holdsExactly(large);
    }
}
