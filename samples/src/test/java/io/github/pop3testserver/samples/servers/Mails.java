package io.github.pop3testserver.samples.servers;

import io.github.pop3testserver.model.SeedMessage;

/** The messages of the conversations, short enough to count their octets. */
final class Mails {

    /** 30 octets. */
    static final SeedMessage ORDER = SeedMessage.raw("Subject: Order\n\n100 screws\n");

    /** 26 octets. */
    static final SeedMessage INVOICE = SeedMessage.raw("Subject: Invoice\n\n4711\n");

    private Mails() {}
}
