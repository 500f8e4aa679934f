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
 * <p>If something else than the session answers AUTH with a challenge, a {@link ForeignDialogue} takes the place of the
 * SaslDialogue.
 *
 * <p>If the connection is lost, the session ends in any state, without UPDATE (RFC 1939 section 6).
 */
sealed interface SessionState permits Authorization, SaslDialogue, ForeignDialogue, TlsNegotiation, Transaction, Ended {

    /** Processes a line. */
    Outcome on(CommandLine line) throws Rejected;

    /**
     * The login that this line attempts: to process it either opens the maildrop or is a failed login. Null if the line
     * attempts none. This does not change the state.
     */
    default @Nullable LoginAttempt loginAttempt(CommandLine line) {
        return null;
    }

    /** Logs in. The caller has already accepted the credentials. */
    default Outcome logIn(String username) throws Rejected {
        throw new Rejected("Already logged in.");
    }

    /** The state after AUTH was answered with a challenge that is not the session's own. */
    default SessionState challenged() {
        return this;
    }

    /** Whether the next line is the response to a challenge. */
    default boolean expectsResponse() {
        return false;
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
