/** Plain immutable values: what happens, where it is cut, what is seeded, what was said. */
@NullMarked
package io.github.pop3testserver.model;

import org.jspecify.annotations.NullMarked;
