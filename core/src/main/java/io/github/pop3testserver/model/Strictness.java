package io.github.pop3testserver.model;

/**
 * What {@code verify()} does about unused faults: faults that never fired or have no effect, and gates that were not
 * released. Errors inside the server are thrown regardless.
 */
public enum Strictness {
    /** {@code verify()} throws an {@link AssertionError}. */
    STRICT,
    /** {@code verify()} logs a warning. */
    WARN,
    /** Unused faults are ignored. */
    LENIENT
}
