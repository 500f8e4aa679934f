/**
 * The values that tests pass to the server and read from it: messages to seed, events, cut points, replies,
 * transcripts. They are immutable and thread-safe.
 */
@NullMarked
package io.github.pop3testserver.model;

import org.jspecify.annotations.NullMarked;
