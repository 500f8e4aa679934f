package io.github.pop3testserver.model;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * What clients and server said to each other, session by session. Immutable; the contents of messages and listings are
 * left out, secrets are masked unless asked for.
 */
public final class Transcript {

    /** Of a longer session the first and last lines are shown. */
    private static final int MOST_LINES = 80;

    /** Of more sessions the first and last are shown. */
    private static final int MOST_SESSIONS = 10;

    private static final int NOTE_COLUMN = 50;

    private final List<Session> sessions;

    public Transcript(List<Session> sessions) {
        this.sessions = List.copyOf(sessions);
    }

    /**
     * One session's part.
     *
     * @param number which of the server's sessions it is, from 1
     * @param heading number, client, user and end
     */
    public record Session(int number, String heading, List<Line> lines) {
        public Session {
            lines = List.copyOf(lines);
        }
    }

    /**
     * One line of a conversation.
     *
     * @param at time since the session was opened
     * @param text {@code C:} or {@code S:} and what was said, or {@code --} and what the fixture did; secrets are masked
     * @param unmasked the same with its secrets
     * @param note what the line was about, the subject of a message for example, or why a login was refused; may be empty
     */
    public record Line(Duration at, String text, String unmasked, String note) {

        /** Without secrets. */
        @Override
        public String toString() {
            return text;
        }
    }

    /** All lines in order, {@code C: RETR 1} for example, without times and notes; secrets are masked. */
    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        for (Session session : sessions) {
            for (Line line : session.lines()) {
                lines.add(line.text());
            }
        }
        return List.copyOf(lines);
    }

    /** The transcript as a test report shows it: secrets are masked, and of very many sessions or lines some are left out. */
    public String render() {
        return render(0, "", false);
    }

    /**
     * As {@link #render()}, pointing at the last line of a session that reads as the one given, {@code C: DELE 2} for
     * example.
     */
    public String renderPointingAt(int session, String line) {
        return render(session, line, false);
    }

    /** As {@link #render()}, with passwords and all. */
    public String renderWithSecrets() {
        return render(0, "", true);
    }

    /**
     * Writes all of the transcript to a file, in UTF-8; secrets are masked.
     *
     * @throws UncheckedIOException if that fails
     */
    public void writeTo(Path file) {
        try {
            Files.writeString(file, whole());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write the transcript to " + file, e);
        }
    }

    /** As {@link #render()}. */
    @Override
    public String toString() {
        return render();
    }

    private String render(int pointedSession, String pointedLine, boolean secrets) {
        if (sessions.isEmpty()) {
            return "no client has connected";
        }
        StringBuilder text = new StringBuilder();
        int leftOut = sessions.size() - MOST_SESSIONS;
        for (int i = 0; i < sessions.size(); i++) {
            if (leftOut > 0 && i == MOST_SESSIONS / 2) {
                text.append("\n\n... ").append(leftOut).append(" sessions left out ...");
                i += leftOut;
            }
            Session session = sessions.get(i);
            text.append(text.length() == 0 ? "" : "\n\n").append(session.heading());
            String here = session.number() == pointedSession ? pointedLine : "";
            appendLines(text, session.lines(), here, secrets);
        }
        return text.toString();
    }

    private static void appendLines(StringBuilder text, List<Line> lines, String here, boolean secrets) {
        int leftOut = lines.size() - MOST_LINES;
        int pointed = lastOf(lines, here);
        for (int i = 0; i < lines.size(); i++) {
            if (leftOut > 0 && i == MOST_LINES / 2) {
                text.append("\n       ... ").append(leftOut).append(" lines left out ...");
                i += leftOut;
            }
            text.append('\n').append(render(lines.get(i), i == pointed, secrets));
        }
    }

    private String whole() {
        StringBuilder text = new StringBuilder();
        for (Session session : sessions) {
            text.append(text.length() == 0 ? "" : "\n\n").append(session.heading());
            for (Line line : session.lines()) {
                text.append('\n').append(render(line, false, false));
            }
        }
        return text.toString();
    }

    private static int lastOf(List<Line> lines, String here) {
        for (int i = lines.size() - 1; i >= 0; i--) {
            if (lines.get(i).text().equalsIgnoreCase(here)) {
                return i;
            }
        }
        return -1;
    }

    private static String render(Line line, boolean here, boolean secrets) {
        StringBuilder text = new StringBuilder();
        String millis = Long.toString(line.at().toMillis());
        text.append(" ".repeat(Math.max(0, 4 - millis.length())))
                .append(millis)
                .append(" ms  ")
                .append(secrets ? line.unmasked() : line.text());
        if (!line.note().isEmpty()) {
            text.append(" ".repeat(Math.max(2, NOTE_COLUMN - text.length()))).append(line.note());
        }
        return text.append(here ? "        <-- here" : "").toString();
    }
}
