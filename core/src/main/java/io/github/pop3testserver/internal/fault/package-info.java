/**
 * Faults: when they are applied, how often, what they do, and whether they were used. An {@link
 * io.github.pop3testserver.internal.fault.Effect} knows one exchange. It knows neither sockets nor the protocol.
 */
@NullMarked
package io.github.pop3testserver.internal.fault;

import org.jspecify.annotations.NullMarked;
