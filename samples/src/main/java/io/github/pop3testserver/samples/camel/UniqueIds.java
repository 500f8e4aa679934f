package io.github.pop3testserver.samples.camel;

import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import org.apache.camel.RuntimeCamelException;
import org.apache.camel.component.mail.MailEndpoint;
import org.apache.camel.component.mail.MailUidGenerator;
import org.eclipse.angus.mail.pop3.POP3Folder;

/** Tells mails apart by what UIDL says. */
final class UniqueIds implements MailUidGenerator {

    @Override
    public String generateUuid(MailEndpoint endpoint, Message mail) {
        try {
            return ((POP3Folder) mail.getFolder()).getUID(mail);
        } catch (MessagingException e) {
            throw new RuntimeCamelException(e);
        }
    }
}
