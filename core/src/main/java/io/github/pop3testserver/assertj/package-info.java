/**
 * AssertJ assertions about servers, sessions and maildrops. Only this package needs AssertJ, which is an optional
 * dependency: if you do not use these classes, you do not need AssertJ on the class path.
 */
@NullMarked
package io.github.pop3testserver.assertj;

import org.jspecify.annotations.NullMarked;
