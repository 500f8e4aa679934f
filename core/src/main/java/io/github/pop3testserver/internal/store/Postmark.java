package io.github.pop3testserver.internal.store;

import java.time.Instant;

/** The source of a message's Date and Message-ID, unless it has its own. */
record Postmark(Instant arrival, long number) {}
