package io.github.pop3testserver.samples.orders;

import org.apache.commons.net.pop3.POP3Client;

/** Believes in what it reads. Works in every test whose line never drops. */
public final class CarelessOrderFetcher extends OrderFetcher {

    public CarelessOrderFetcher(Mailbox mailbox, OrderBook orders) {
        super(mailbox, orders);
    }

    @Override
    void requireEnd(POP3Client client) {
        // It has always been whole so far.
    }
}
