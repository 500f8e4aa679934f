package io.github.pop3testserver.internal.server;

import io.github.pop3testserver.internal.loop.TimeSource;
import io.github.pop3testserver.model.Transcript;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A line of a transcript that is neither a command nor its reply: an applied fault, for example. */
final class Note {

    private final long nanos;
    private final String text;

    /** Measures how long the exchange waits; null if it does not. */
    private final @Nullable TimeSource realTime;

    private final long since;
    private long over = -1;

    /** @param nanos since the session was opened */
    Note(long nanos, String text) {
        this("-- ", nanos, text);
    }

    private Note(String prefix, long nanos, String text) {
        this.nanos = nanos;
        this.text = prefix + text;
        this.realTime = null;
        this.since = 0;
    }

    /** A note of an exchange that begins to wait. */
    Note(long nanos, String text, TimeSource realTime) {
        this.nanos = nanos;
        this.text = "-- " + text;
        this.realTime = realTime;
        this.since = realTime.nanos();
    }

    /** The note of a line that the server has said, and that answers no command. */
    static Note said(long nanos, String line) {
        return new Note("S: ", nanos, line);
    }

    /** The wait is over. */
    void resumed() {
        if (realTime != null) {
            over = realTime.nanos();
        }
    }

    Transcript.Line line() {
        String line = text + (realTime == null ? "" : waited(realTime));
        return new Transcript.Line(Duration.ofNanos(nanos), line, line, "");
    }

    private String waited(TimeSource time) {
        long waited = Duration.ofNanos((over < 0 ? time.nanos() : over) - since).toMillis();
        return (over < 0 ? ", waiting for " : ", waited ") + waited + " ms";
    }
}
