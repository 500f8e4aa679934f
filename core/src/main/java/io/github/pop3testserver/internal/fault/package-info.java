/**
 * Faults: when they are to act, how often, what they do, and whether they did. An {@link
 * io.github.pop3testserver.internal.fault.Effect} sees one exchange, and nothing of sockets or of the protocol.
 */
@NullMarked
package io.github.pop3testserver.internal.fault;

import org.jspecify.annotations.NullMarked;
