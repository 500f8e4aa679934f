package io.github.pop3testserver.model;

/** How a maildrop assigns unique-ids (RFC 1939 section 7). */
public enum UidPolicy {
    /** Unique-ids are unique, the same in every session, and never reused, as the RFC requires. */
    STABLE,
    /** Every session has new unique-ids, as after a migration to another server. */
    CHANGE_EVERY_SESSION,
    /** The unique-id is a hash of the content, which the RFC allows: copies of a message have the same one. */
    SAME_FOR_IDENTICAL_CONTENT,
    /** A new message takes the unique-id of a deleted one. */
    REUSE_AFTER_DELETION,
    /** The server neither announces nor supports UIDL. */
    UNSUPPORTED
}
