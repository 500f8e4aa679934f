package io.github.pop3testserver.benchmarks;

import io.github.pop3testserver.junit5.Pop3Server;
import org.junit.jupiter.api.Test;

/** Run by {@link JunitRun}. */
@Pop3Server
final class EmptyServerTest {

    @Test
    void nothing() {}
}
