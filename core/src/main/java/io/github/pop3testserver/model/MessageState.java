package io.github.pop3testserver.model;

/** The state of a message in a maildrop. */
public enum MessageState {
    /** Not arrived yet; see {@link io.github.pop3testserver.Maildrop#addAfter}. */
    SCHEDULED,
    /** In the maildrop. */
    PRESENT,
    /** In the maildrop, and marked with DELE by an open session. */
    MARKED_FOR_DELETION,
    /** Deleted: marked with DELE, and removed by QUIT of the same session (RFC 1939 section 6). */
    DELETED,
    /** Removed by {@link io.github.pop3testserver.Maildrop#remove}. */
    REMOVED_BY_TEST
}
