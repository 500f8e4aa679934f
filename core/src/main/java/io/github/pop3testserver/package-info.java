/**
 * An embeddable in-memory POP3 server for tests. Begin with {@link io.github.pop3testserver.Pop3TestServer}.
 *
 * <p>Here and in the packages below, no method accepts or returns null, except {@code equals}.
 */
@NullMarked
package io.github.pop3testserver;

import org.jspecify.annotations.NullMarked;
