package io.github.pop3testserver.junit5;

/**
 * How long a server lives.
 *
 * @see Pop3Server#scope()
 */
public enum Scope {
    /** Each test has its own server, on its own port. */
    TEST,

    /**
     * All tests of a class and its {@code @Nested} classes share one server on one port. Before each test it is
     * {@linkplain io.github.pop3testserver.Pop3TestServer#reset() reset}, which ends the sessions of the previous test.
     */
    CLASS,

    /**
     * The server belongs to the Spring context of the test: it starts before the beans exist, and ends with the context.
     * Test classes that have the same cached context share it. Before each test it is
     * {@linkplain io.github.pop3testserver.Pop3TestServer#reset() reset}.
     *
     * @see Pop3Server#springProperties()
     */
    SPRING_CONTEXT
}
