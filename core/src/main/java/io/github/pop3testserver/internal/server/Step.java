package io.github.pop3testserver.internal.server;

import java.nio.ByteBuffer;
import java.util.List;

/** What a connection is to do next for its conversation; steps are carried out one after the other. */
sealed interface Step {

    /** Hand octets to the socket, all of them before the next step. */
    record Send(List<ByteBuffer> octets, Entry.Sent entry) implements Step {}

    /** Say nothing more, until the client goes away. */
    record Stall() implements Step {}

    /** Begin the TLS handshake. */
    record StartTls() implements Step {}

    /**
     * End the session, then send FIN.
     *
     * @param politely whether TLS says goodbye before, which a dropped line does not
     */
    record Disconnect(boolean politely) implements Step {}
}
