package io.github.pop3testserver.internal.sasl;

/** One point of a mechanism's exchange, with the client to respond. */
@FunctionalInterface
interface Stage {

    SaslStep on(byte[] response) throws Refused;

    /** The one place that turns the client's mistake into a failure. */
    default SaslStep answer(byte[] response) {
        try {
            return on(response);
        } catch (Refused refused) {
            return refused.failure();
        }
    }
}
