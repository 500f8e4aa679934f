/** Octets to lines and replies to octets; knows sockets, knows nothing of POP3 commands. */
@NullMarked
package io.github.pop3testserver.internal.wire;

import org.jspecify.annotations.NullMarked;
