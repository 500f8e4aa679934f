/** The least that a POP3 server can do: the limit that the others are compared with. */
@NullMarked
package io.github.pop3testserver.benchmarks.bare;

import org.jspecify.annotations.NullMarked;
