package io.github.pop3testserver.internal.server;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What a connection is to do next for its conversation; steps are carried out one after the other. */
sealed interface Step {

    /**
     * Hand octets to the socket, all of them before the next step.
     *
     * @param pace null for as quickly as the socket takes them
     */
    record Send(
            List<ByteBuffer> octets,
            Entry.Sent entry,
            @Nullable Pace pace) implements Step {}

    /** Put in the place of this step those that are only known now. */
    record Continue(Supplier<List<Step>> next) implements Step {}

    /** Begin the protocol. */
    record Greet() implements Step {}

    /** Say nothing more, until the client goes away. */
    record Stall(FaultRule rule) implements Step {}

    /** Wait at a barrier. */
    record Hold(FaultRule rule, Barrier barrier) implements Step {}

    /** Wait for a time. */
    record Pause(FaultRule rule, Duration duration) implements Step {}

    /** Wait for an action to be over, which runs on a thread of its own. */
    record Run(FaultRule rule, Runnable action) implements Step {}

    /** Close the connection, because of a fault. */
    record Cut(FaultRule rule, Disconnect how) implements Step {}

    /** Prepare for TLS, behind the reply to STLS or at the connection's beginning. */
    record StartTls() implements Step {}

    /** Begin the TLS handshake. */
    record Handshake() implements Step {}

    /** End the session, then close the connection. */
    record Disconnect(Goodbye goodbye) implements Step {}

    /** How a connection is closed. */
    enum Goodbye {
        /** With FIN, and before it the word that TLS has for it. */
        POLITE,
        /** With FIN alone, as a dropped line. */
        ABRUPT,
        /** With RST. */
        RESET
    }
}
