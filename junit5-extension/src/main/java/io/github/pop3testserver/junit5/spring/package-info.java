/** Ties servers to Spring test contexts. Not exported. Only the tests that ask for it need Spring. */
@NullMarked
package io.github.pop3testserver.junit5.spring;

import org.jspecify.annotations.NullMarked;
