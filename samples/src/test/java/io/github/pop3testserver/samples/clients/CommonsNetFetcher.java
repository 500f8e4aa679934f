package io.github.pop3testserver.samples.clients;

import io.github.pop3testserver.model.Pop3Endpoint;
import io.github.pop3testserver.model.Tls;
import java.io.IOException;
import java.io.Reader;
import java.io.StringWriter;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.commons.net.pop3.POP3Client;
import org.apache.commons.net.pop3.POP3MessageInfo;
import org.apache.commons.net.pop3.POP3SClient;

/** Commons Net: looks at what each call returns, and takes a message for complete when its reader ends. */
final class CommonsNetFetcher implements Fetcher {

    private static final Pattern SUBJECT = Pattern.compile("(?m)^Subject: (.*)$");

    @Override
    public void poll(int times, Pop3Endpoint mailbox, int timeoutMillis, Application application) {
        Fetcher.repeat(times, application, () -> {
            POP3Client client = client(mailbox);
            client.setConnectTimeout(timeoutMillis);
            client.setDefaultTimeout(timeoutMillis);
            try {
                client.connect(mailbox.host(), mailbox.port());
                fetch(client, mailbox, application);
            } finally {
                client.disconnect();
            }
        });
    }

    private static POP3Client client(Pop3Endpoint mailbox) {
        return mailbox.tls() == Tls.NONE
                ? new POP3Client()
                : new POP3SClient(mailbox.tls() == Tls.IMPLICIT, mailbox.sslContext());
    }

    private static void fetch(POP3Client client, Pop3Endpoint mailbox, Application application) throws IOException {
        if (mailbox.tls() == Tls.EXPLICIT && !((POP3SClient) client).execTLS()) {
            application.sees("execTLS", false);
            return;
        }
        if (!client.login(mailbox.username(), mailbox.password())) {
            application.sees("login", false);
            return;
        }
        POP3MessageInfo[] mails = client.listMessages();
        if (mails == null) {
            application.sees("listMessages", null);
            return;
        }
        for (POP3MessageInfo mail : mails) {
            fetch(client, mail.number, application);
        }
        if (!client.logout()) {
            application.sees("logout", false);
        }
    }

    private static void fetch(POP3Client client, int number, Application application) throws IOException {
        try (Reader reader = client.retrieveMessage(number)) {
            if (reader == null) {
                application.sees("retrieveMessage", null);
                return;
            }
            StringWriter mail = new StringWriter();
            reader.transferTo(mail);
            store(mail.toString(), application);
        }
        if (!client.deleteMessage(number)) {
            application.sees("deleteMessage", false);
        }
    }

    private static void store(String mail, Application application) {
        Matcher subject = SUBJECT.matcher(mail);
        int header = mail.replace("\r", "").indexOf("\n\n");
        application.store(
                subject.find() ? subject.group(1).strip() : "",
                header < 0 ? "" : mail.replace("\r", "").substring(header + 2));
    }
}
