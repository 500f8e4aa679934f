package io.github.pop3testserver.internal.protocol;

import io.github.pop3testserver.model.CommandLine;
import io.github.pop3testserver.model.LoginAttempt;
import org.jspecify.annotations.Nullable;

/**
 * The states of a session (RFC 1939 section 3). A state's data are its constructor's arguments, so that what must not be
 * cannot be written: there is no TRANSACTION without a maildrop.
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
 *     (done: anew) ───┘   (failed: back; succeeded: Transaction)
 * </pre>
 *
 * <p>A connection that is lost ends the session in any state, without UPDATE (RFC 1939 section 6).
 */
sealed interface SessionState permits Authorization, SaslDialogue, TlsNegotiation, Transaction, Ended {

    /** Carries a command out. */
    Outcome on(CommandLine line) throws Rejected;

    /**
     * The login that this line attempts: carrying it out opens the maildrop, or refuses to. Null if it attempts none. Changes
     * nothing.
     */
    default @Nullable LoginAttempt loginAttempt(CommandLine line) {
        return null;
    }

    /** Whether STLS would be taken now. */
    default boolean offersStls() {
        return false;
    }

    /** The state after a line was rejected. */
    default SessionState afterRejection() {
        return this;
    }
}
