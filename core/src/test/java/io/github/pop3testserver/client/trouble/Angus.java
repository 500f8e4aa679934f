package io.github.pop3testserver.client.trouble;

import io.github.pop3testserver.Pop3TestServer;
import jakarta.mail.Flags;
import jakarta.mail.Folder;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Store;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.eclipse.angus.mail.pop3.POP3Folder;

/** A visit to a maildrop with Jakarta Mail, as applications make it. */
final class Angus implements AutoCloseable {

    private final Store store;
    private final POP3Folder inbox;

    private Angus(Store store, POP3Folder inbox) {
        this.store = store;
        this.inbox = inbox;
    }

    static Store connect(Properties properties) throws MessagingException {
        String prefix = "mail." + properties.getProperty("mail.store.protocol") + ".";
        Store store = Session.getInstance(properties).getStore();
        store.connect(properties.getProperty(prefix + "user"), properties.getProperty(prefix + "password"));
        return store;
    }

    static Angus visiting(Pop3TestServer server) throws MessagingException {
        return visiting(server.endpoint().jakartaMailProperties());
    }

    static Angus visiting(Properties properties) throws MessagingException {
        Store store = connect(properties);
        try {
            POP3Folder inbox = (POP3Folder) store.getFolder("INBOX");
            inbox.open(Folder.READ_WRITE);
            return new Angus(store, inbox);
        } catch (MessagingException e) {
            store.close();
            throw e;
        }
    }

    /** The subjects of all mails, each of which was retrieved and is deleted, unless something fails. */
    static List<String> fetchAndDelete(Pop3TestServer server) throws MessagingException, IOException {
        return fetchAndDelete(server.endpoint().jakartaMailProperties());
    }

    static List<String> fetchAndDelete(Properties properties) throws MessagingException, IOException {
        List<String> subjects = new ArrayList<>();
        try (Angus visit = visiting(properties)) {
            for (int number = 1; number <= visit.count(); number++) {
                visit.text(number);
                subjects.add(visit.message(number).getSubject());
                visit.delete(number);
            }
            visit.quit();
        }
        return subjects;
    }

    int count() throws MessagingException {
        return inbox.getMessageCount();
    }

    Message message(int number) throws MessagingException {
        return inbox.getMessage(number);
    }

    String uid(int number) throws MessagingException {
        return inbox.getUID(message(number));
    }

    int[] sizes() throws MessagingException {
        return inbox.getSizes();
    }

    /** By RETR. */
    String text(int number) throws MessagingException, IOException {
        ByteArrayOutputStream octets = new ByteArrayOutputStream();
        message(number).writeTo(octets);
        return octets.toString(StandardCharsets.UTF_8);
    }

    /** Flags it; what is flagged is deleted by {@link #quit()}. */
    void delete(int number) throws MessagingException {
        message(number).setFlag(Flags.Flag.DELETED, true);
    }

    void quit() throws MessagingException {
        inbox.close(true);
    }

    /** Leaves the maildrop as it is, unless {@link #quit()} was called before. */
    @Override
    public void close() throws MessagingException {
        if (inbox.isOpen()) {
            inbox.close(false);
        }
        store.close();
    }
}
