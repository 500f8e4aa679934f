package io.github.pop3testserver.samples.springintegration;

import jakarta.mail.Message;
import jakarta.mail.MessageRemovedException;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.springframework.integration.mail.Pop3MailReceiver;

/**
 * Leaves it to the flow which mails are deleted, and passes over those that the server cannot give out.
 *
 * <p>Spring's own receiver has deleted all mails on the server before the flow gets the first, and gives up on all of them
 * if there is one that it cannot read. This one keeps the session open until it is asked again, when the flow is through
 * with what it was given; then it deletes what the flow has marked.
 */
public final class CarefulMailReceiver extends Pop3MailReceiver {

    public CarefulMailReceiver(String host, int port, String username, String password) {
        super(host, port, username, password);
        setAutoCloseFolder(false);
        setShouldDeleteMessages(true); // at the folder's end, those that are marked
    }

    @Override
    public Object[] receive() throws MessagingException {
        closeFolder(); // DELE for each mail that is marked, and QUIT
        return super.receive();
    }

    @Override
    protected Message[] searchForNewMessages() throws MessagingException {
        List<Message> readable = new ArrayList<>();
        for (Message mail : super.searchForNewMessages()) {
            if (isReadable(mail)) {
                readable.add(mail);
            }
        }
        return readable.toArray(new Message[0]);
    }

    /** Asks for the mail by RETR; Jakarta Mail keeps the answer for the flow. */
    private static boolean isReadable(Message mail) throws MessagingException {
        try {
            ((MimeMessage) mail).getRawInputStream().close();
            return true;
        } catch (MessageRemovedException e) {
            return false;
        } catch (IOException e) {
            throw new MessagingException("cannot read a mail", e);
        }
    }

    /** Marks none: the flow does. */
    @Override
    protected void deleteMessages(Message[] mails) {}
}
