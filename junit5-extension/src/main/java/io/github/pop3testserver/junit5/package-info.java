/** Gives JUnit tests their POP3 servers. Start at {@link io.github.pop3testserver.junit5.Pop3Server}. */
@NullMarked
package io.github.pop3testserver.junit5;

import org.jspecify.annotations.NullMarked;
