/**
 * Connects sockets, protocol, faults and tests. A {@link io.github.pop3testserver.internal.server.Connection} moves octets. Its
 * {@link io.github.pop3testserver.internal.server.Dialogue} begins an exchange for each line. The {@link
 * io.github.pop3testserver.internal.server.ActiveExchange} goes through its phases, and after each says what the connection has
 * to do next. The {@link io.github.pop3testserver.internal.server.Journal} keeps the result.
 *
 * <p><b>Threads.</b> Everything here belongs to the thread of the server's {@code EventLoop}: no class has a lock or a volatile
 * field. A test's thread comes in through {@code EventLoop.call}. Without it, a test's thread may read final fields only: the
 * number of a {@link io.github.pop3testserver.internal.server.SessionRecord}, and when it was opened. Callbacks of a test
 * (predicates, corruptions) also run on the loop, and may call anything that does not wait. They may even end the connection
 * that is being served. Only the action of {@code run} has its own thread ({@link
 * io.github.pop3testserver.internal.server.Actions}).
 */
@NullMarked
package io.github.pop3testserver.internal.server;

import org.jspecify.annotations.NullMarked;
