package io.github.pop3testserver.samples.recipes;

import jakarta.mail.Folder;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Store;
import java.util.Properties;

/** An application that trusts whom the JVM trusts: it sets no socket factory. */
final class CountMessages {

    private CountMessages() {}

    /** Takes the host and the port of a server with implicit TLS. */
    public static void main(String[] args) throws MessagingException {
        Properties properties = new Properties();
        properties.setProperty("mail.pop3s.ssl.checkserveridentity", "true");
        try (Store store = Session.getInstance(properties).getStore("pop3s")) {
            store.connect(args[0], Integer.parseInt(args[1]), "user", "password");
            Folder inbox = store.getFolder("INBOX");
            inbox.open(Folder.READ_ONLY);
            System.out.println(inbox.getMessageCount() + " message");
        }
    }
}
