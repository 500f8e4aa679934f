/**
 * AssertJ assertions for servers, sessions and maildrops; see {@link io.github.pop3testserver.assertj.Pop3Assertions}.
 * AssertJ is an optional dependency, which only this package needs.
 */
@NullMarked
package io.github.pop3testserver.assertj;

import org.jspecify.annotations.NullMarked;
