package io.github.pop3testserver.junit5;

/**
 * When a test's report shows the conversations between clients and server. Secrets are masked.
 *
 * @see Pop3Server#transcript()
 */
public enum TranscriptReport {
    /**
     * When the test fails: the conversations are published as a file, and added to the failure unless it already shows
     * them.
     */
    ON_FAILURE,

    /** Like {@link #ON_FAILURE}; the file is also published when the test does not fail. */
    ALWAYS,

    /**
     * Like {@link #ON_FAILURE}; each line is also printed to {@code System.out} while it happens, which shows where a test
     * hangs. The configuration parameter {@code pop3testserver.transcript = live} does that for all tests.
     */
    LIVE,

    /** Never. Failures do not change, and no file is published. */
    NEVER
}
