/** Turns octets into lines and replies into octets. It knows sockets, but no POP3 commands. */
@NullMarked
package io.github.pop3testserver.internal.wire;

import org.jspecify.annotations.NullMarked;
