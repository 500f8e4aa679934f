/** The protocol itself: a command line in, an outcome out; no socket, no thread, no clock, no fault. */
@NullMarked
package io.github.pop3testserver.internal.protocol;

import org.jspecify.annotations.NullMarked;
