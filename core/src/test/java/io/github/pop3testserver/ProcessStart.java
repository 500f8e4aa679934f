package io.github.pop3testserver;

/**
 * What tests must not do at the same time. A process that a JVM starts has copies of all its sockets until it closes them: so a
 * server that goes down still listens for some milliseconds, and its clients are reset instead of refused.
 */
public final class ProcessStart {

    /** For {@code @ResourceLock}: READ by tests that start processes, READ_WRITE by those of servers that stop listening. */
    public static final String LOCK = "the start of processes";

    private ProcessStart() {}
}
