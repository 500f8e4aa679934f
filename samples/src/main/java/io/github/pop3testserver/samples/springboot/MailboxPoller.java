package io.github.pop3testserver.samples.springboot;

import jakarta.mail.Flags;
import jakarta.mail.Folder;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Store;
import java.io.IOException;
import java.util.Properties;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.eclipse.angus.mail.pop3.POP3Folder;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Opens a ticket for each mail, and then deletes the mail. */
@Component
public class MailboxPoller {

    private static final Logger LOG = Logger.getLogger(MailboxPoller.class.getName());
    private static final String PATIENCE_MILLIS = "10000";

    private final MailboxProperties mailbox;
    private final Tickets tickets;
    private final Session session;

    MailboxPoller(MailboxProperties mailbox, Tickets tickets) {
        this.mailbox = mailbox;
        this.tickets = tickets;
        Properties properties = new Properties();
        properties.setProperty("mail.pop3.connectiontimeout", PATIENCE_MILLIS);
        properties.setProperty("mail.pop3.timeout", PATIENCE_MILLIS);
        this.session = Session.getInstance(properties);
    }

    /** What goes wrong in one poll is logged, and the next one tries again. */
    @Scheduled(fixedDelayString = "${helpdesk.pause}")
    void poll() {
        try (Store store = session.getStore("pop3")) {
            store.connect(mailbox.host(), mailbox.port(), mailbox.user(), mailbox.password());
            POP3Folder inbox = (POP3Folder) store.getFolder("INBOX");
            inbox.open(Folder.READ_WRITE);
            for (Message mail : inbox.getMessages()) {
                open(inbox.getUID(mail), mail);
            }
            inbox.close(true); // DELE for each mail that is marked, and QUIT
        } catch (MessagingException | IOException e) {
            LOG.log(Level.WARNING, "the poll failed: {0}", e.toString());
        }
    }

    private void open(String uid, Message mail) throws MessagingException, IOException {
        if (!tickets.contains(uid)) {
            tickets.open(uid, mail.getContent().toString());
        }
        mail.setFlag(Flags.Flag.DELETED, true);
    }
}
