package io.github.pop3testserver.samples.camel;

import java.util.function.Consumer;

/** Leaves all to Camel's defaults. Works as long as senders and servers do. */
public final class CarelessClaimRoute extends ClaimRoute {

    public CarelessClaimRoute(String mailbox, Consumer<String> desk) {
        super(mailbox, desk);
    }

    @Override
    String precautions() {
        return "";
    }
}
