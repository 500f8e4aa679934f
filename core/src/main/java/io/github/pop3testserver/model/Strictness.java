package io.github.pop3testserver.model;

/**
 * How seriously faults are taken that were of no use to a test that passed: never applied, without an effect, or a gate
 * that was left closed. Errors inside the server are thrown all the same.
 */
public enum Strictness {
    /** {@code verify()} throws. */
    STRICT,
    /** {@code verify()} logs a warning. */
    WARN,
    /** Nothing is said. */
    LENIENT
}
