package io.github.pop3testserver.internal.store;

import io.github.pop3testserver.model.SeedMessage;

/** A message that can be added to a maildrop without further work. */
public record PreparedMessage(SeedMessage seed, MessageContent content) {

    /** The size that clients are told: the true one, unless the test has it otherwise. */
    long announcedSize() {
        return seed.reportedSize().orElse(content.size());
    }
}
