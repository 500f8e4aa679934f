package io.github.pop3testserver.junit5;

import io.github.pop3testserver.junit5.SweepReport.SweptSession;
import io.github.pop3testserver.model.Transcript;
import java.time.Duration;
import java.util.BitSet;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One session on the time line of a run. Times count from the beginning of the run's first session.
 *
 * @param name {@code session 1 of 3}
 * @param about client, user and TLS
 * @param ending how it ended
 */
record Lane(String name, String about, String ending, Duration begin, Duration end, List<Transcript.Line> lines) {

    /** Of a longer session the first and last lines are shown, and those around faults, as in transcripts. */
    private static final int MOST_LINES = 80;

    private static final int AROUND_FAULT = 3;

    private static final Pattern HEADING =
            Pattern.compile("(session \\d+ of \\d+)   (.*)   (.*?)   (\\d+) ms", Pattern.DOTALL);

    /** The sessions of one run, in the order in which they began. */
    static List<Lane> of(List<SweptSession> sessions) {
        return sessions.stream()
                .map(session -> of(
                        session.conversation(), Duration.between(sessions.get(0).openedAt(), session.openedAt())))
                .toList();
    }

    private static Lane of(Transcript.Session session, Duration begin) {
        Matcher heading = HEADING.matcher(session.heading());
        if (!heading.matches()) {
            throw new IllegalArgumentException("not the heading of a session: " + session.heading());
        }
        String about = heading.group(2).replace("   ", ", ");
        Duration length = length(session.lines(), Duration.ofMillis(Long.parseLong(heading.group(4))));
        return new Lane(heading.group(1), about, heading.group(3), begin, begin.plus(length), session.lines());
    }

    /** The heading has whole milliseconds only, and many sessions take less. */
    private static Duration length(List<Transcript.Line> lines, Duration rounded) {
        Duration last =
                lines.isEmpty() ? Duration.ZERO : lines.get(lines.size() - 1).at();
        return last.compareTo(rounded) > 0 ? last : rounded;
    }

    static boolean isFault(Transcript.Line line) {
        return line.text().startsWith("-- fault:");
    }

    boolean hasFault() {
        return lines.stream().anyMatch(Lane::isFault);
    }

    /** When a line was sent or received. */
    Duration at(Transcript.Line line) {
        return begin.plus(line.at());
    }

    /** The indexes of the lines that the page shows. The last line is always shown. */
    BitSet shownLines() {
        int size = lines.size();
        BitSet shown = new BitSet(size);
        shown.set(0, Math.min(size, MOST_LINES / 2));
        shown.set(Math.max(0, size - MOST_LINES / 2), size);
        for (int i = 0; i < size; i++) {
            if (isFault(lines.get(i))) {
                shown.set(Math.max(0, i - AROUND_FAULT), Math.min(size, i + AROUND_FAULT + 1));
            }
        }
        return shown;
    }
}
