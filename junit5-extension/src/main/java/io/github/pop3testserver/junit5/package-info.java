/** Starts a POP3 server for each JUnit test. Begin with {@link io.github.pop3testserver.junit5.Pop3Server}. */
@NullMarked
package io.github.pop3testserver.junit5;

import org.jspecify.annotations.NullMarked;
