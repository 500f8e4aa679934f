package io.github.pop3testserver.samples.invoices;

import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.FetchProfile;
import jakarta.mail.Flags;
import jakarta.mail.Folder;
import jakarta.mail.Message;
import jakarta.mail.MessageRemovedException;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Store;
import jakarta.mail.UIDFolder;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.Objects;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.eclipse.angus.mail.pop3.POP3Folder;

/**
 * Fetches invoices from a mailbox: stores each once, then deletes it there. Spam is left where it is.
 *
 * <p>A mail is stored when it was read to its end, and marked as deleted when it was stored. The marks count only if the
 * server has processed QUIT, and Jakarta Mail does not tell whether it has. So a mail that was stored may come again; its
 * unique-id then tells that it only needs deleting.
 */
public final class InvoiceFetcher implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(InvoiceFetcher.class.getName());

    private final Properties properties;
    private final InvoiceStore invoices;
    private final ScheduledExecutorService scheduler = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "invoice-fetcher");
        thread.setDaemon(true);
        return thread;
    });
    private Future<?> polling = CompletableFuture.completedFuture(null);

    /** Takes Jakarta Mail's properties, and the password by {@code mail.pop3.password}. */
    public InvoiceFetcher(Properties properties, InvoiceStore invoices) {
        this.properties = properties;
        this.invoices = invoices;
    }

    /**
     * Looks into the mailbox once.
     *
     * @throws MailboxBusy if another client has it open
     * @throws LoginRefused if the password is wrong
     * @throws PollFailed if anything else goes wrong on the way
     */
    public void poll() {
        try (Store mailbox = connect()) {
            POP3Folder inbox = (POP3Folder) mailbox.getFolder("INBOX");
            inbox.open(Folder.READ_WRITE);
            fetch(inbox);
            inbox.close(true); // DELE for each mail that is marked, and QUIT
        } catch (MessagingException | IOException e) {
            throw new PollFailed(e);
        }
    }

    private Store connect() throws MessagingException {
        String protocol = properties.getProperty("mail.store.protocol", "pop3");
        String user = properties.getProperty("mail." + protocol + ".user");
        String password = properties.getProperty("mail." + protocol + ".password");
        Store mailbox = Session.getInstance(properties).getStore(protocol);
        try {
            mailbox.connect(user, password);
        } catch (AuthenticationFailedException e) {
            throw refusal(e);
        }
        return mailbox;
    }

    /** Jakarta Mail throws the same for every trouble at login, a lost connection included; the response code tells. */
    private static PollFailed refusal(AuthenticationFailedException e) {
        String reply = String.valueOf(e.getMessage()).toUpperCase(Locale.ROOT);
        if (reply.startsWith("[IN-USE]")) {
            return new MailboxBusy(e);
        }
        return reply.startsWith("[AUTH]") ? new LoginRefused(e) : new PollFailed(e);
    }

    private void fetch(POP3Folder inbox) throws MessagingException, IOException {
        Message[] mails = inbox.getMessages();
        FetchProfile uids = new FetchProfile();
        uids.add(UIDFolder.FetchProfileItem.UID);
        inbox.fetch(mails, uids); // one UIDL for all
        for (Message mail : mails) {
            String uid = inbox.getUID(mail);
            if (uid == null) {
                throw new PollFailed("a server without unique-ids cannot tell an old mail from a new one");
            }
            if (invoices.contains(uid) || store(uid, mail)) {
                mail.setFlag(Flags.Flag.DELETED, true);
            }
        }
    }

    private boolean store(String uid, Message mail) throws MessagingException, IOException {
        try {
            if (mail.getHeader("X-Spam") != null) { // TOP: headers only
                return false;
            }
            ByteArrayOutputStream source = new ByteArrayOutputStream();
            mail.writeTo(source); // RETR; throws if the mail is cut short
            String subject = Objects.requireNonNullElse(mail.getSubject(), "");
            invoices.add(new Invoice(uid, subject, source.toString(StandardCharsets.UTF_8)));
            return true;
        } catch (MessageRemovedException e) {
            // What the server cannot give out must not keep the other mails back.
            LOG.log(Level.WARNING, "left in the mailbox: {0}", e.getMessage());
            return false;
        }
    }

    /** Polls as often as told, whatever becomes of each poll. */
    public void runSchedule(int polls) {
        for (int poll = 0; poll < polls; poll++) {
            try {
                poll();
            } catch (RuntimeException e) {
                LOG.log(Level.WARNING, "the poll failed: {0}", e.toString());
            }
        }
    }

    /** Polls in the background, with a pause after each poll, until this is closed or the password is refused. */
    public synchronized void startPolling(Duration pause) {
        if (isPolling()) {
            throw new IllegalStateException("this fetcher is polling already");
        }
        polling = scheduler.scheduleWithFixedDelay(this::pollInTurn, 0, pause.toNanos(), TimeUnit.NANOSECONDS);
    }

    public synchronized boolean isPolling() {
        return !polling.isDone();
    }

    /** What this throws ends the schedule. */
    private void pollInTurn() {
        try {
            poll();
        } catch (LoginRefused e) {
            // To go on with this password could lock the user out.
            LOG.log(Level.SEVERE, "no more polls: {0}", e.toString());
            throw e;
        } catch (RuntimeException e) {
            LOG.log(Level.WARNING, "the poll failed: {0}", e.toString());
        }
    }

    /** Ends polling in the background; waits until a poll that has begun is over. */
    @Override
    public void close() {
        scheduler.shutdown();
        try {
            scheduler.awaitTermination(10, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
