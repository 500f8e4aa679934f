package io.github.pop3testserver.model;

/** In which order a session numbers the messages of a maildrop. RFC 1939 asks for none. */
public enum MessageOrder {
    /** The oldest message has number 1. */
    OLDEST_FIRST,
    /** The newest message has number 1. */
    NEWEST_FIRST,
    /**
     * The first session begins with the oldest message, and each later one with the message that was number 2 in the
     * session before. So each number names another message in the next session, if there are several messages.
     */
    ROTATED_EVERY_SESSION
}
