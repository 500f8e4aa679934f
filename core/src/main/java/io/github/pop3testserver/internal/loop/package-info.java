/** One thread, one selector, a task queue and timers: everything that waits, waits here. */
@NullMarked
package io.github.pop3testserver.internal.loop;

import org.jspecify.annotations.NullMarked;
