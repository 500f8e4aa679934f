/**
 * AssertJ assertions on what a test holds. The only package that needs AssertJ, which is an optional dependency: whoever
 * does not use these classes needs no AssertJ on the class path.
 */
@NullMarked
package io.github.pop3testserver.assertj;

import org.jspecify.annotations.NullMarked;
