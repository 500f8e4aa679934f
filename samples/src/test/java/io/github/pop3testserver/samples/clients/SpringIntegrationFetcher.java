package io.github.pop3testserver.samples.clients;

import io.github.pop3testserver.model.Pop3Endpoint;
import jakarta.mail.internet.MimeMessage;
import java.util.Properties;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.integration.mail.Pop3MailReceiver;

/** Spring Integration: the receiver of a mail adapter. Each message goes through the flow on its own. */
final class SpringIntegrationFetcher implements Fetcher {

    private final Properties more;

    SpringIntegrationFetcher() {
        this(new Properties());
    }

    /** @param more properties of Jakarta Mail */
    SpringIntegrationFetcher(Properties more) {
        this.more = more;
    }

    @Override
    public void poll(int times, Pop3Endpoint mailbox, int timeoutMillis, Application application) {
        Pop3MailReceiver receiver = receiver(mailbox, timeoutMillis, more);
        Fetcher.repeat(times, application, () -> {
            for (Object mail : receiver.receive()) {
                flow((MimeMessage) mail, application);
            }
        });
    }

    static Pop3MailReceiver receiver(Pop3Endpoint mailbox, int timeoutMillis) {
        return receiver(mailbox, timeoutMillis, new Properties());
    }

    private static Pop3MailReceiver receiver(Pop3Endpoint mailbox, int timeoutMillis, Properties more) {
        Properties properties = MailProperties.of(mailbox, timeoutMillis);
        properties.putAll(more);
        Pop3MailReceiver receiver = new Pop3MailReceiver("%s://%s:%s@%s:%d/INBOX"
                .formatted(
                        MailProperties.protocol(mailbox),
                        mailbox.username(),
                        mailbox.password(),
                        mailbox.host(),
                        mailbox.port()));
        receiver.setJavaMailProperties(properties);
        receiver.setShouldDeleteMessages(true);
        receiver.setBeanFactory(new DefaultListableBeanFactory());
        receiver.afterPropertiesSet();
        return receiver;
    }

    private static void flow(MimeMessage mail, Application application) {
        try {
            application.store(mail.getSubject(), mail.getContent().toString());
        } catch (Exception e) {
            application.sees(e);
        }
    }
}
