package io.github.pop3testserver.model;

/** How a maildrop gives unique-ids to its messages (RFC 1939 section 7), or fails to. */
public enum UidPolicy {
    /** As the RFC has it: unique, the same in each session, never used again. */
    STABLE,
    /** New unique-ids in each session, as after a migration to another server. */
    CHANGE_EVERY_SESSION,
    /** A hash of the content, which the RFC allows: copies of a message have the same unique-id. */
    SAME_FOR_IDENTICAL_CONTENT,
    /** A new message takes the unique-id of one that was deleted. */
    REUSE_AFTER_DELETION,
    /** UIDL is neither announced nor carried out. */
    UNSUPPORTED
}
