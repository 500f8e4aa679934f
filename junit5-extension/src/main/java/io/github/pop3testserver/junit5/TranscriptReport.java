package io.github.pop3testserver.junit5;

/**
 * When a test's report shows the conversations between clients and server. Passwords are masked.
 *
 * @see Pop3Server#transcript()
 */
public enum TranscriptReport {
    /**
     * When the test has failed: the conversations are added to its failure, unless it shows them already, and are
     * published as a file.
     */
    ON_FAILURE,

    /** Like {@link #ON_FAILURE}, and the file is also published after every other test. */
    ALWAYS,

    /** Never: failures stay as they are, and no file is published. */
    NEVER
}
