package io.github.pop3testserver.junit5;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Declarations of one server that are equally near to a test.
 *
 * @param testClass the class whose tests they apply to; null if they apply to one test
 */
record Precedence(@Nullable Class<?> testClass, List<Declaration> declarations) {}
