package io.github.pop3testserver.benchmarks;

import org.junit.jupiter.api.Test;

/** Run by {@link JunitRun}. */
final class EmptyTest {

    @Test
    void nothing() {}
}
