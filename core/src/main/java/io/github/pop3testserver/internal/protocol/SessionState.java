package io.github.pop3testserver.internal.protocol;

import io.github.pop3testserver.model.CommandLine;

/**
 * The states of a session (RFC 1939 section 3). A state's data are its constructor's arguments, so that what must not be
 * cannot be written: there is no TRANSACTION without a maildrop.
 *
 * <pre>
 *              USER, CAPA, a failed PASS             any command but QUIT
 *                      ┌──┐                                ┌──┐
 *                      │  ▼           PASS                 │  ▼
 *   greeting ────▶ Authorization ───────────────────▶ Transaction
 *                        │                                 │
 *                        │ QUIT                            │ QUIT: UPDATE
 *                        └───────────▶ Ended ◀─────────────┘
 * </pre>
 *
 * <p>A connection that is lost ends the session in any state, without UPDATE (RFC 1939 section 6).
 */
sealed interface SessionState permits Authorization, Transaction, Ended {

    /** Carries a command out. */
    Outcome on(CommandLine line) throws Rejected;
}
