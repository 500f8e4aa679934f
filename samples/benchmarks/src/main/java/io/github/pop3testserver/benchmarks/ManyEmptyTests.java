package io.github.pop3testserver.benchmarks;

import org.junit.jupiter.api.RepeatedTest;

/** Run by {@link ManyTests}. */
final class ManyEmptyTests {

    @RepeatedTest(ManyTests.COUNT)
    void nothing() {}
}
