package io.github.pop3testserver.internal.store;

import java.time.Instant;

/** What a message gets its Date and its Message-ID from, unless it has its own. */
record Postmark(Instant arrival, long number) {}
