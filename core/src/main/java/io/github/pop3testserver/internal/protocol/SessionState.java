package io.github.pop3testserver.internal.protocol;

import io.github.pop3testserver.model.CommandLine;
import io.github.pop3testserver.model.LoginAttempt;
import org.jspecify.annotations.Nullable;

/**
 * The states of a session (RFC 1939 section 3). A state gets its data in its constructor, so that it cannot lack them: a
 * {@link Transaction} always has a maildrop.
 *
 * <pre>
 *        USER, CAPA, UTF8, a failed login          any command but QUIT
 *                      ┌──┐                                ┌──┐
 *                      │  ▼       PASS, APOP, AUTH         │  ▼
 *   greeting ────▶ Authorization ───────────────────▶ Transaction
 *                  │  ▲    │  ▲ │                          │
 *             STLS │  │    │  │ └────────┐ QUIT            │ QUIT: UPDATE
 *                  ▼  │    ▼  │          ▼                 │
 *     TlsNegotiation  │   SaslDialogue   Ended ◀───────────┘
 *     (then restart) ─┘   (if it fails: back; if not: Transaction)
 * </pre>
 *
 * <p>If the connection is lost, the session ends in any state, without UPDATE (RFC 1939 section 6).
 */
sealed interface SessionState permits Authorization, SaslDialogue, TlsNegotiation, Transaction, Ended {

    /** Processes a line. */
    Outcome on(CommandLine line) throws Rejected;

    /**
     * The login that this line attempts: to process it either opens the maildrop or is a failed login. Null if the line
     * attempts none. This does not change the state.
     */
    default @Nullable LoginAttempt loginAttempt(CommandLine line) {
        return null;
    }

    /** Whether the server supports STLS, and the client is not logged in and has not sent STLS. */
    default boolean offersStls() {
        return false;
    }

    /** The state after a line is rejected. */
    default SessionState afterRejection() {
        return this;
    }
}
