package io.github.pop3testserver.junit5;

/**
 * How long a server lives.
 *
 * @see Pop3Server#scope()
 */
public enum Scope {
    /** Each test has a new server, on a port of its own. */
    TEST,

    /**
     * All tests of a class, its {@code @Nested} classes included, have the same server, on the same port, and one after the
     * other: before each of them it is {@linkplain io.github.pop3testserver.Pop3TestServer#reset() made as new}, which ends
     * the sessions of the test before.
     */
    CLASS
}
