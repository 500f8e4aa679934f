/** The POP3 protocol. It takes lines and returns replies. It knows no sockets, threads, clocks or faults. */
@NullMarked
package io.github.pop3testserver.internal.protocol;

import org.jspecify.annotations.NullMarked;
