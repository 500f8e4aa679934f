/**
 * Where octets, protocol, faults and test meet. A {@link io.github.pop3testserver.internal.server.Connection} moves octets; its
 * {@link io.github.pop3testserver.internal.server.Dialogue} begins an exchange for each line; the {@link
 * io.github.pop3testserver.internal.server.ActiveExchange} goes through its phases and says what the connection has to do next;
 * the {@link io.github.pop3testserver.internal.server.Journal} keeps what became of it.
 *
 * <p><b>Threads.</b> Everything here belongs to the thread of the server's {@code EventLoop}: no class has a lock or a volatile
 * field. A test's thread comes in by {@code EventLoop.call}. What it may read without that is final: the number of a {@link
 * io.github.pop3testserver.internal.server.SessionRecord} and when it was opened. Callbacks of a test (predicates, corruptions)
 * run here too, and may call anything that does not wait: whatever they change, the connection that is being served may be over
 * when they return. Only the action of {@code run} has a thread of its own ({@link
 * io.github.pop3testserver.internal.server.Actions}).
 */
@NullMarked
package io.github.pop3testserver.internal.server;

import org.jspecify.annotations.NullMarked;
