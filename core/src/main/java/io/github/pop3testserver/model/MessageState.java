package io.github.pop3testserver.model;

/** What has become of a message of a maildrop. */
public enum MessageState {
    /** Still to arrive, at a time that the test has set. */
    SCHEDULED,
    /** In the maildrop. */
    PRESENT,
    /** In the maildrop, and marked by the DELE of a session that is still open. */
    MARKED_FOR_DELETION,
    /** Marked by DELE and removed by the QUIT of the same session (RFC 1939 section 6). */
    DELETED,
    /** Taken out by the test, as another client or an administrator would. */
    REMOVED_BY_TEST
}
