package io.github.pop3testserver.samples.payments;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Collectors;
import org.apache.commons.net.pop3.POP3Client;
import org.apache.commons.net.pop3.POP3MessageInfo;

/** Fetches payments with Commons Net: books each, then deletes its mail. */
public final class PaymentFetcher {

    private static final Logger LOG = Logger.getLogger(PaymentFetcher.class.getName());

    private final String host;
    private final int port;
    private final List<String> booked = new ArrayList<>();

    public PaymentFetcher(String host, int port) {
        this.host = host;
        this.port = port;
    }

    /** The texts of the mails, without their headers. */
    public List<String> booked() {
        return booked;
    }

    /** Looks into the mailbox once. If that fails, the next poll tries again. */
    public void poll(String user, String password) {
        try {
            fetch(user, password);
        } catch (IOException | RuntimeException e) {
            LOG.log(Level.WARNING, "the poll failed: {0}", e.toString());
        }
    }

    private void fetch(String user, String password) throws IOException {
        POP3Client client = new POP3Client();
        try {
            client.connect(host, port);
            client.login(user, password);
            bookAll(client);
            client.logout();
        } finally {
            client.disconnect();
        }
    }

    private void bookAll(POP3Client client) throws IOException {
        for (POP3MessageInfo mail : client.listMessages()) {
            Reader text = client.retrieveMessage(mail.number);
            if (text != null) {
                booked.add(read(text));
            }
            client.deleteMessage(mail.number);
        }
    }

    private static String read(Reader text) throws IOException {
        try (BufferedReader lines = new BufferedReader(text)) {
            return lines.lines().dropWhile(line -> !line.isEmpty()).skip(1).collect(Collectors.joining("\n"));
        }
    }
}
