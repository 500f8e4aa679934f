package io.github.pop3testserver.junit5;

/**
 * How long a server lives.
 *
 * @see Pop3Server#scope()
 */
public enum Scope {
    /** Each test has a new server, on its own port. */
    TEST,

    /**
     * All tests of a class and of its {@code @Nested} classes share one server on one port, one test after the other.
     * Before each test the server is {@linkplain io.github.pop3testserver.Pop3TestServer#reset() reset}, which ends the
     * sessions of the test before.
     */
    CLASS
}
