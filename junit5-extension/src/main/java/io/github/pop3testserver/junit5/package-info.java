/** Gives a JUnit test its POP3 server. Start reading at {@link io.github.pop3testserver.junit5.Pop3Server}. */
@NullMarked
package io.github.pop3testserver.junit5;

import org.jspecify.annotations.NullMarked;
