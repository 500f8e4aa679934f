package io.github.pop3testserver.junit5;

/** What each run of a {@link FaultSweepTest} checks in addition to the test's own assertions. */
public enum SweepVerdict {
    /**
     * What only the server knows. No message was lost, no connection was left open, and no protocol violation occurred
     * that the undisturbed run did not have. Not more logins failed than were refused, plus one for each poll.
     */
    SERVER,

    /** Nothing. */
    NONE
}
