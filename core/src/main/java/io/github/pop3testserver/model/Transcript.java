package io.github.pop3testserver.model;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/**
 * The conversations between clients and server, by session. Contents of messages and listings are omitted. Secrets are
 * masked, except by {@link #renderWithSecrets()} and {@link Line#unmasked()}.
 */
public final class Transcript {

    private final List<Session> sessions;

    /** Says that the server is down; empty while it listens. */
    private final String end;

    private final List<Pointer> pointers;

    /**
     * Creates a transcript.
     *
     * @param end says that the server is down and since when; empty while it listens
     */
    public Transcript(List<Session> sessions, String end) {
        this(sessions, end, List.of());
    }

    private Transcript(List<Session> sessions, String end, List<Pointer> pointers) {
        this.sessions = List.copyOf(sessions);
        this.end = Objects.requireNonNull(end, "an end must not be null");
        this.pointers = List.copyOf(pointers);
    }

    /** Marks the last line of a session with this text. */
    record Pointer(int session, String line) {}

    /**
     * The transcript of one session.
     *
     * @param number the session's number, from 1
     * @param heading number, client, user, TLS, end and duration
     */
    public record Session(int number, String heading, List<Line> lines) {
        public Session {
            lines = List.copyOf(lines);
        }
    }

    /**
     * One line of a conversation.
     *
     * @param at the time since the session began
     * @param text {@code C:} or {@code S:} and a command or reply, or {@code --} and what the server did; secrets are
     *     masked
     * @param unmasked the same text with secrets
     * @param note a remark, such as the subject of the message or why a login was refused; may be empty
     */
    public record Line(Duration at, String text, String unmasked, String note) {

        /** Returns the line as {@link Transcript#render()} shows it, with its time and note. Secrets are masked. */
        public String render() {
            return TranscriptText.line(this, text);
        }

        /** Returns {@link #text()}. */
        @Override
        public String toString() {
            return text;
        }
    }

    /** Returns the sessions in the order of their connections. */
    public List<Session> sessions() {
        return sessions;
    }

    /** Returns all lines in order, such as {@code C: RETR 1}, without times and notes. Secrets are masked. */
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
     * Returns the text that a test report shows. Secrets are masked, a session that repeats an earlier one becomes one
     * line, and long transcripts are shortened.
     */
    public String render() {
        return new TranscriptText(sessions, pointers, false).render(end);
    }

    /**
     * Returns this transcript with {@code <-- here} at the last line of a session with this text, such as
     * {@code C: DELE 2}. {@link #render()} never omits the lines around it.
     */
    public Transcript withPointerAt(int session, String line) {
        List<Pointer> more = new ArrayList<>(pointers);
        more.add(new Pointer(session, Objects.requireNonNull(line, "a line must not be null")));
        return new Transcript(sessions, end, more);
    }

    /** Like {@link #render()}, with passwords and tokens. */
    public String renderWithSecrets() {
        return new TranscriptText(sessions, pointers, true).render(end);
    }

    /**
     * Adds the transcript to a failure, as a suppressed exception. Stack traces then show it once; it is not part of
     * the message, which build tools repeat in summaries. Does nothing if the same conversations are attached already,
     * for example by an assertion of this library.
     *
     * @return the failure
     */
    public <T extends Throwable> T attachTo(T failure) {
        Objects.requireNonNull(failure, "a failure must not be null");
        String withoutPointers = new TranscriptText(sessions, List.of(), false).render(end);
        Conversations conversations = new Conversations("POP3 conversations:\n\n" + render(), withoutPointers);
        if (Arrays.stream(failure.getSuppressed()).noneMatch(conversations::areThoseOf)) {
            failure.addSuppressed(conversations);
        }
        return failure;
    }

    /**
     * Writes the whole transcript to a file in UTF-8. Secrets are masked.
     *
     * @throws UncheckedIOException if the file cannot be written
     */
    public void writeTo(Path file) {
        Objects.requireNonNull(file, "a file must not be null");
        try {
            Files.writeString(file, new TranscriptText(sessions, List.of(), false).whole(end));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write the transcript to " + file, e);
        }
    }

    /** Same as {@link #render()}. */
    @Override
    public String toString() {
        return render();
    }
}
