/**
 * An embeddable in-memory POP3 server for tests. Start reading at {@link io.github.pop3testserver.Pop3TestServer}.
 */
@NullMarked
package io.github.pop3testserver;

import org.jspecify.annotations.NullMarked;
