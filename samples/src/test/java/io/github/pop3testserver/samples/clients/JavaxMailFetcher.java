package io.github.pop3testserver.samples.clients;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.github.pop3testserver.model.Pop3Endpoint;
import java.util.Properties;
import javax.mail.Flags;
import javax.mail.Folder;
import javax.mail.Message;
import javax.mail.Session;
import javax.mail.Store;

/** JavaMail, as it was before it became Jakarta Mail. */
final class JavaxMailFetcher implements Fetcher {

    @Override
    public void poll(int times, Pop3Endpoint mailbox, int timeoutMillis, Application application) {
        Properties properties = MailProperties.of(mailbox, timeoutMillis);
        Fetcher.repeat(times, application, () -> {
            try (Store store = Session.getInstance(properties).getStore()) {
                store.connect(mailbox.username(), mailbox.password());
                Folder inbox = store.getFolder("INBOX");
                inbox.open(Folder.READ_WRITE);
                for (Message mail : inbox.getMessages()) {
                    application.store(
                            mail.getSubject(), new String(mail.getInputStream().readAllBytes(), ISO_8859_1));
                    mail.setFlag(Flags.Flag.DELETED, true);
                }
                inbox.close(true);
            }
        });
    }
}
