package io.github.pop3testserver.internal.store;

import io.github.pop3testserver.model.SeedMessage;
import java.time.Instant;
import java.util.Map;
import java.util.WeakHashMap;

/** The postmarks that a server has given. A message that is added again is the same message, with the same postmark. */
final class Postmarks {

    /** Weak: a message that the test no longer holds cannot be added again. */
    private final Map<SeedMessage, Postmark> given = new WeakHashMap<>();

    /** The one that the message has, or else this one. */
    Postmark give(SeedMessage seed, Instant arrival, long number) {
        return given.computeIfAbsent(seed, first -> new Postmark(arrival, number));
    }

    void clear() {
        given.clear();
    }
}
