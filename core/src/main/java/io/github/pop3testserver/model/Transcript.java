package io.github.pop3testserver.model;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * What clients and server said to each other, session by session. Immutable; the contents of messages and listings are
 * left out, secrets are masked unless asked for.
 */
public final class Transcript {

    private final List<Session> sessions;

    /** What has become of the server; empty while it listens. */
    private final String end;

    private final List<Pointer> pointers;

    /** @param end whether and since when the server is down, in words; empty while it listens */
    public Transcript(List<Session> sessions, String end) {
        this(sessions, end, List.of());
    }

    private Transcript(List<Session> sessions, String end, List<Pointer> pointers) {
        this.sessions = List.copyOf(sessions);
        this.end = Objects.requireNonNull(end, "an end");
        this.pointers = List.copyOf(pointers);
    }

    /** Marks the last line of a session that reads like this. */
    record Pointer(int session, String line) {}

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
     * @param text {@code C:} or {@code S:} and what was said, or {@code --} and what the server did; secrets are masked
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

    /**
     * The transcript as a test report shows it: secrets are masked, a session that repeats an earlier one is a line, and of
     * very many sessions or lines some are left out.
     */
    public String render() {
        return new TranscriptText(sessions, pointers, false).render(end);
    }

    /**
     * The same transcript with a pointer, {@code <-- here}, at the last line of a session that reads like this,
     * {@code C: DELE 2} for example. The lines around it are always shown.
     */
    public Transcript withPointerAt(int session, String line) {
        List<Pointer> more = new ArrayList<>(pointers);
        more.add(new Pointer(session, line));
        return new Transcript(sessions, end, more);
    }

    /** As {@link #render()}, with passwords and all. */
    public String renderWithSecrets() {
        return new TranscriptText(sessions, pointers, true).render(end);
    }

    /**
     * Attaches the transcript to a failure, as a suppressed exception: what prints the failure prints the conversations once.
     * They are not part of its message, which build tools repeat in their summaries.
     *
     * @return the failure
     */
    public <T extends Throwable> T attachTo(T failure) {
        failure.addSuppressed(new Conversations("POP3 conversations:\n\n" + render()));
        return failure;
    }

    /**
     * Writes all of the transcript to a file, in UTF-8; secrets are masked.
     *
     * @throws UncheckedIOException if that fails
     */
    public void writeTo(Path file) {
        try {
            Files.writeString(file, new TranscriptText(sessions, List.of(), false).whole(end));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write the transcript to " + file, e);
        }
    }

    /** As {@link #render()}. */
    @Override
    public String toString() {
        return render();
    }
}
