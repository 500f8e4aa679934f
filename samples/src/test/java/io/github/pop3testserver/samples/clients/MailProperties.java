package io.github.pop3testserver.samples.clients;

import io.github.pop3testserver.model.Pop3Endpoint;
import io.github.pop3testserver.model.Tls;
import java.util.Properties;

/** What an application sets for Jakarta Mail or JavaMail: where the mailbox is, timeouts, and whom to trust. */
final class MailProperties {

    private MailProperties() {}

    static String protocol(Pop3Endpoint mailbox) {
        return mailbox.tls() == Tls.IMPLICIT ? "pop3s" : "pop3";
    }

    static Properties of(Pop3Endpoint mailbox, int timeoutMillis) {
        String protocol = protocol(mailbox);
        String prefix = "mail." + protocol + ".";
        Properties properties = new Properties();
        properties.setProperty("mail.store.protocol", protocol);
        properties.setProperty(prefix + "host", mailbox.host());
        properties.setProperty(prefix + "port", Integer.toString(mailbox.port()));
        properties.setProperty(prefix + "connectiontimeout", Integer.toString(timeoutMillis));
        properties.setProperty(prefix + "timeout", Integer.toString(timeoutMillis));
        if (mailbox.tls() != Tls.NONE) {
            properties.put(prefix + "ssl.socketFactory", mailbox.sslContext().getSocketFactory());
            // Otherwise a handshake that fails is repeated without this factory, and only the second failure is seen.
            properties.setProperty(prefix + "socketFactory.fallback", "false");
        }
        if (mailbox.tls() == Tls.EXPLICIT) {
            properties.setProperty(prefix + "starttls.enable", "true");
        }
        return properties;
    }
}
