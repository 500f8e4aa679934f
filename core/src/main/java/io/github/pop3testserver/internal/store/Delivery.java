package io.github.pop3testserver.internal.store;

import io.github.pop3testserver.model.SeedMessage;

/**
 * A message on its way to a maildrop. Only {@link #prepare()} may run outside the loop's thread, and should, because
 * composing and hashing a large message takes time.
 *
 * @param hashed whether its unique-id will be a hash of its content
 */
public record Delivery(SeedMessage seed, Postmark postmark, boolean hashed) {

    /** Makes the message's octets. */
    public PreparedMessage prepare() {
        MessageContent content = MessageContent.of(seed.content(postmark.arrival(), postmark.number()));
        if (hashed) {
            content.hash();
        }
        return new PreparedMessage(seed, content);
    }
}
