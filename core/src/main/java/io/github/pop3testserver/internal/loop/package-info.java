/** The thread of a server. It waits for channels, calls and timers, and for nothing else. */
@NullMarked
package io.github.pop3testserver.internal.loop;

import org.jspecify.annotations.NullMarked;
