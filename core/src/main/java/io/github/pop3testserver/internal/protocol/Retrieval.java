package io.github.pop3testserver.internal.protocol;

import io.github.pop3testserver.internal.store.StoredMessage;

/**
 * A message on its way to the client.
 *
 * @param counts whether this is a retrieval: RETR, or a TOP with lines of the body that covers the whole message, as
 *     some clients send in its place
 * @param whole whether the reply holds the whole message
 */
public record Retrieval(StoredMessage message, boolean counts, boolean whole) {

    /** The last octet of the reply has been handed to the client's connection. */
    public void completed() {
        message.sent(counts, whole);
    }
}
