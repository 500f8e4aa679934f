/** Users, maildrops, messages, and what one session sees of them. Confined to the loop's thread. */
@NullMarked
package io.github.pop3testserver.internal.store;

import org.jspecify.annotations.NullMarked;
