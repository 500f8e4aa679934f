package io.github.pop3testserver.benchmarks;

import io.github.pop3testserver.junit5.Pop3Server;
import org.junit.jupiter.api.RepeatedTest;

/** Run by {@link ManyTests}. */
@Pop3Server
final class ManyEmptyServerTests {

    @RepeatedTest(ManyTests.COUNT)
    void nothing() {}
}
