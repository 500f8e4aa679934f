package io.github.pop3testserver.internal.fault;

/** The stages of an exchange at which faults act, in their order. */
public enum Stage {
    /** An action of the test's runs. */
    RUN,
    /** Time passes. */
    DELAY,
    /** The last moment at which the command has had no effect. */
    BEFORE_PROCESSING,
    /** The command is carried out, or something else in its place. */
    PROCESS,
    /** The octets of the reply change. */
    CORRUPT,
    /** The reply gets its pace. */
    PACE,
    /** The reply was sent up to a cut point. */
    AT_CUT
}
