package io.github.pop3testserver.internal.fault;

/** The stages of an exchange at which faults are applied, in order. */
public enum Stage {
    /** The test's action runs. */
    RUN,
    /** The server waits. */
    DELAY,
    /** Immediately before the command is processed. */
    BEFORE_PROCESSING,
    /** The command is processed, or replaced. */
    PROCESS,
    /** The octets of the reply are changed. */
    CORRUPT,
    /** The speed and the fragments of the reply are set. */
    PACE,
    /** The reply has been sent up to the cut point. */
    AT_CUT
}
