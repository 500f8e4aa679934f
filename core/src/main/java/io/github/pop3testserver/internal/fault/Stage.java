package io.github.pop3testserver.internal.fault;

/**
 * The stages of an exchange at which faults are applied, in order. Two effects of the same stage are applied in the order of
 * their declarations; give an effect its own stage if its order must not depend on that.
 */
public enum Stage {
    /** The test's action runs. */
    RUN,
    /** The server waits. */
    DELAY,
    /** Immediately before the command is processed. */
    BEFORE_PROCESSING,
    /** The command is processed, or replaced. The reply does not exist before this stage. */
    PROCESS,
    /** The octets of the reply are changed. */
    CORRUPT,
    /** The speed and the fragments of the reply are set. After this stage the reply cannot be changed. */
    PACE,
    /** The reply has been sent up to the cut point. Only a {@link Effect.Cutting} has this stage. */
    AT_CUT
}
