package io.github.pop3testserver.samples.orders;

import java.io.IOException;
import java.io.Reader;
import java.io.StringWriter;
import java.time.Duration;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.apache.commons.net.pop3.POP3Client;
import org.apache.commons.net.pop3.POP3MessageInfo;

/**
 * Fetches orders with Commons Net: keeps each once, then deletes its mail.
 *
 * <p>Commons Net says {@code false} or {@code null} where something went wrong, and takes the end of a connection for the
 * end of a message. So each answer is looked at, and a mail counts as whole if the server still answers behind it.
 */
public class OrderFetcher {

    private static final Logger LOG = Logger.getLogger(OrderFetcher.class.getName());
    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    private final Mailbox mailbox;
    private final OrderBook orders;
    private final Duration timeout;

    public OrderFetcher(Mailbox mailbox, OrderBook orders) {
        this(mailbox, orders, TIMEOUT);
    }

    /** @param timeout ends a poll if the server sends nothing for longer */
    public OrderFetcher(Mailbox mailbox, OrderBook orders, Duration timeout) {
        this.mailbox = mailbox;
        this.orders = orders;
        this.timeout = timeout;
    }

    /** Polls a number of times; what goes wrong in one poll is logged, and the next one tries again. */
    public final void poll(int times) {
        for (int poll = 0; poll < times; poll++) {
            try {
                poll();
            } catch (IOException | NegativeArraySizeException e) {
                // The latter is Commons Net's word for a line that drops inside a listing.
                LOG.log(Level.WARNING, "the poll failed: {0}", e.toString());
            }
        }
    }

    private void poll() throws IOException {
        POP3Client client = newClient();
        client.setDefaultTimeout((int) timeout.toMillis());
        try {
            client.connect(mailbox.host(), mailbox.port());
            secure(client);
            require(client, client.login(mailbox.user(), mailbox.password()));
            for (POP3MessageInfo mail : list(client)) {
                require(client, mail != null); // Commons Net's word for a line that it does not understand
                fetch(client, mail);
            }
            require(client, client.logout());
        } finally {
            client.disconnect();
        }
    }

    POP3Client newClient() {
        return new POP3Client();
    }

    void secure(POP3Client client) throws IOException {
        // In the clear, unless a subclass does something about it.
    }

    private static POP3MessageInfo[] list(POP3Client client) throws IOException {
        POP3MessageInfo[] mails = client.listUniqueIdentifiers();
        require(client, mails != null);
        return mails;
    }

    private void fetch(POP3Client client, POP3MessageInfo mail) throws IOException {
        if (!orders.has(mail.identifier)) {
            String text = read(client, mail.number);
            requireEnd(client);
            orders.keep(mail.identifier, text);
        }
        require(client, client.deleteMessage(mail.number));
    }

    private static String read(POP3Client client, int number) throws IOException {
        try (Reader reader = client.retrieveMessage(number)) {
            require(client, reader != null);
            StringWriter text = new StringWriter();
            reader.transferTo(text);
            return text.toString();
        }
    }

    /** What was read is a whole mail if it was not the connection that has ended. */
    void requireEnd(POP3Client client) throws IOException {
        require(client, client.noop());
    }

    static void require(POP3Client client, boolean done) throws IOException {
        if (!done) {
            throw new IOException(client.getReplyString());
        }
    }
}
