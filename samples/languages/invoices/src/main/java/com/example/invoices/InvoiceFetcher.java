package com.example.invoices;

import jakarta.mail.Flags;
import jakarta.mail.Folder;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Store;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.eclipse.angus.mail.pop3.POP3Folder;

/** Fetches invoices from a mailbox: keeps each once, then deletes it there. */
public final class InvoiceFetcher {

    private final Properties mailProperties;
    private final Map<String, String> subjectsByUid = new LinkedHashMap<>();

    public InvoiceFetcher(Properties mailProperties) {
        this.mailProperties = mailProperties;
    }

    /** Looks into the mailbox once. */
    public void poll() throws MessagingException, IOException {
        Session session = Session.getInstance(mailProperties);
        try (Store mailbox = session.getStore("pop3")) {
            mailbox.connect(null, mailProperties.getProperty("mail.pop3.password"));
            POP3Folder inbox = (POP3Folder) mailbox.getFolder("INBOX");
            inbox.open(Folder.READ_WRITE);
            for (Message mail : inbox.getMessages()) {
                keepOnce(inbox.getUID(mail), mail);
                mail.setFlag(Flags.Flag.DELETED, true);
            }
            inbox.close(true); // sends DELE and QUIT
        }
    }

    private void keepOnce(String uid, Message mail) throws MessagingException, IOException {
        if (!subjectsByUid.containsKey(uid)) {
            mail.writeTo(new ByteArrayOutputStream()); // throws if the connection drops in the middle
            subjectsByUid.put(uid, mail.getSubject());
        }
    }

    public List<String> subjects() {
        return List.copyOf(subjectsByUid.values());
    }
}
