package io.github.pop3testserver.junit5;

/** Shows what became of a sweep as one HTML page. */
final class SweepPage {

    private SweepPage() {}

    /** Returns the whole page; empty for none. */
    static String of(SweepReport report) {
        return "";
    }
}
