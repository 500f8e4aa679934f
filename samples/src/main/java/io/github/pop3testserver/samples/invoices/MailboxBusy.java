package io.github.pop3testserver.samples.invoices;

/** Another client has the mailbox open; the same login will do later. */
public final class MailboxBusy extends PollFailed {

    private static final long serialVersionUID = 1L;

    MailboxBusy(Exception cause) {
        super(cause);
    }
}
