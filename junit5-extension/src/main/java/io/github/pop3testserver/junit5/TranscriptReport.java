package io.github.pop3testserver.junit5;

/**
 * When a test's report shows what client and server said to each other. Passwords are masked.
 *
 * @see Pop3Server#transcript()
 */
public enum TranscriptReport {
    /**
     * When the test has failed: the conversations are added to its failure, unless the failure shows them
     * already, and are published as a file.
     */
    ON_FAILURE,

    /** As {@link #ON_FAILURE}, and the file is published after every other test too. */
    ALWAYS,

    /** Never: a failure is reported as it is, and there is no file. */
    NEVER
}
