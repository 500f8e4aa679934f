package io.github.pop3testserver.internal.protocol;

import io.github.pop3testserver.internal.store.StoredMessage;

/**
 * A message that a reply sends to the client.
 *
 * @param counts whether the message counts as retrieved: by RETR, or by TOP if it asks for lines of the body and the
 *     reply contains the whole message, because some clients use TOP instead of RETR
 * @param whole whether the reply contains the whole message
 */
public record Retrieval(StoredMessage message, boolean counts, boolean whole) {

    /** The last octet of the reply has been written to the socket. */
    public void completed() {
        message.sent(counts, whole);
    }
}
