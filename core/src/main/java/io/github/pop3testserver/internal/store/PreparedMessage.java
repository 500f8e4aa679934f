package io.github.pop3testserver.internal.store;

import io.github.pop3testserver.model.SeedMessage;

/** A message that can be added to a maildrop without further work. */
public record PreparedMessage(SeedMessage seed, MessageContent content) {

    /** The size that clients see: the true one, unless the test has set another. */
    long announcedSize() {
        return seed.reportedSize().orElse(content.size());
    }
}
