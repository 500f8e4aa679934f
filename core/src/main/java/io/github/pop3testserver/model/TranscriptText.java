package io.github.pop3testserver.model;

import io.github.pop3testserver.model.Transcript.Line;
import io.github.pop3testserver.model.Transcript.Pointer;
import io.github.pop3testserver.model.Transcript.Session;
import java.util.BitSet;
import java.util.List;

/** Renders a transcript as text. */
final class TranscriptText {

    /** Of a longer session the first and last lines are shown, and those around pointers. */
    private static final int MOST_LINES = 80;

    /** The number of lines shown before and after a pointer. */
    private static final int AROUND_POINTER = 3;

    private static final int NOTE_COLUMN = 50;

    private final List<Session> sessions;
    private final List<Pointer> pointers;
    private final boolean secrets;
    private final StringBuilder text = new StringBuilder();

    TranscriptText(List<Session> sessions, List<Pointer> pointers, boolean secrets) {
        this.sessions = sessions;
        this.pointers = pointers;
        this.secrets = secrets;
    }

    /** The shortened text, with pointers. */
    String render(String end) {
        for (SessionFolds.Part part : SessionFolds.of(sessions, this::isPointedAt, secrets)) {
            if (part.isFolded()) {
                paragraph(part.words());
            } else {
                session(part.session(), shownLines(part.session()));
            }
        }
        return finished(end);
    }

    /** The whole text. */
    String whole(String end) {
        for (Session session : sessions) {
            BitSet all = new BitSet();
            all.set(0, session.lines().size());
            session(session, all);
        }
        return finished(end);
    }

    private String finished(String end) {
        if (!end.isEmpty()) {
            paragraph(end);
        }
        return text.toString();
    }

    private void paragraph(String firstLine) {
        text.append(text.length() == 0 ? "" : "\n\n").append(firstLine);
    }

    private void session(Session session, BitSet shown) {
        paragraph(session.heading());
        List<Line> lines = session.lines();
        BitSet pointed = pointedLines(session);
        int i = 0;
        while (i < lines.size()) {
            int next = shown.nextSetBit(i);
            if (next > i) {
                text.append("\n       ... ").append(count(next - i, "line")).append(" left out ...");
            }
            text.append('\n').append(line(lines.get(next), pointed.get(next)));
            i = next + 1;
        }
    }

    /** The last line is always shown. */
    private BitSet shownLines(Session session) {
        int size = session.lines().size();
        BitSet shown = new BitSet(size);
        if (size <= MOST_LINES) {
            shown.set(0, size);
            return shown;
        }
        shown.set(0, MOST_LINES / 2);
        shown.set(size - MOST_LINES / 2, size);
        pointedLines(session).stream()
                .forEach(i -> shown.set(Math.max(0, i - AROUND_POINTER), Math.min(size, i + AROUND_POINTER + 1)));
        return shown;
    }

    private boolean isPointedAt(Session session) {
        return !pointedLines(session).isEmpty();
    }

    private BitSet pointedLines(Session session) {
        BitSet pointed = new BitSet();
        for (Pointer pointer : pointers) {
            int line = pointer.session() == session.number() ? lastOf(session.lines(), pointer.line()) : -1;
            if (line >= 0) {
                pointed.set(line);
            }
        }
        return pointed;
    }

    private static int lastOf(List<Line> lines, String here) {
        for (int i = lines.size() - 1; i >= 0; i--) {
            if (lines.get(i).text().equalsIgnoreCase(here)) {
                return i;
            }
        }
        return -1;
    }

    private String line(Line line, boolean here) {
        return line(line, secrets ? line.unmasked() : line.text()) + (here ? "        <-- here" : "");
    }

    /** @param said the line's text, masked or not */
    static String line(Line line, String said) {
        StringBuilder shown = new StringBuilder();
        String millis = Long.toString(line.at().toMillis());
        shown.append(" ".repeat(Math.max(0, 4 - millis.length())))
                .append(millis)
                .append(" ms  ")
                .append(said);
        if (!line.note().isEmpty()) {
            shown.append(" ".repeat(Math.max(2, NOTE_COLUMN - shown.length()))).append(line.note());
        }
        return shown.toString();
    }

    static String count(int number, String what) {
        return number + " " + what + (number == 1 ? "" : "s");
    }
}
