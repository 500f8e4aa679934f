package io.github.pop3testserver.samples.clients;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.github.pop3testserver.model.Pop3Endpoint;
import jakarta.mail.Flags;
import jakarta.mail.Folder;
import jakarta.mail.Message;
import jakarta.mail.Session;
import jakarta.mail.Store;
import java.util.Properties;

/** Jakarta Mail, as Angus Mail implements it. */
final class AngusMailFetcher implements Fetcher {

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
