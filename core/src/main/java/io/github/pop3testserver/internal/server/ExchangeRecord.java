package io.github.pop3testserver.internal.server;

import io.github.pop3testserver.internal.mime.HeaderReader;
import io.github.pop3testserver.internal.protocol.Response;
import io.github.pop3testserver.internal.protocol.Retrieval;
import io.github.pop3testserver.internal.store.StoredMessage;
import io.github.pop3testserver.model.CommandLine;
import io.github.pop3testserver.model.Exchange;
import io.github.pop3testserver.model.Pop3Event;
import io.github.pop3testserver.model.ProtocolViolation;
import io.github.pop3testserver.model.Transcript;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The journal's record of one exchange: what was received, the reply, how much of it was sent, and notes. Its text is made on
 * demand.
 */
final class ExchangeRecord {

    private static final String MASKED = "********";

    private final Pop3Event event;
    private final long receivedAt;

    /** Null if the event is not a line, or the line could not be read. */
    private final @Nullable CommandLine received;

    /** The message that the command names; null if it names none. */
    private final @Nullable StoredMessage message;

    /** How many notes come before the reply. */
    private int notesBeforeReply;

    private List<Note> notes = List.of();
    private List<ProtocolViolation> violations = List.of();
    private long repliedAt;

    /** The reply without its octets; null before the reply. */
    private @Nullable EncodedReply reply;

    private String reason = "";
    private @Nullable Retrieval retrieval;
    private long sent;

    /** @param receivedAt nanoseconds since the session was opened */
    ExchangeRecord(Pop3Event event, long receivedAt, @Nullable CommandLine received, @Nullable StoredMessage message) {
        this.event = event;
        this.receivedAt = receivedAt;
        this.received = received;
        this.message = message;
    }

    /** Null if it is not a command, or could not be read. */
    @Nullable
    CommandLine command() {
        return event == Pop3Event.SASL_RESPONSE ? null : received;
    }

    void violates(List<ProtocolViolation> rules) {
        violations = List.copyOf(rules);
    }

    void note(Note note) {
        if (notes.isEmpty()) {
            notes = new ArrayList<>(1);
        }
        notes.add(note);
    }

    /** A reply is about to be sent. */
    void replying(long nanos, Response response, EncodedReply encoded) {
        repliedAt = nanos;
        notesBeforeReply = notes.size();
        reply = encoded.withoutOctets();
        reason = response.reason();
        retrieval = response.retrieval();
    }

    /** More octets of the reply were handed to the client's connection. */
    void sent(long octets) {
        if (reply == null) {
            return;
        }
        boolean before = sent >= reply.intact();
        sent += octets;
        if (!before && sent >= reply.intact() && retrieval != null) {
            retrieval.completed();
        }
    }

    /** Empty if the event never has a reply. */
    Optional<Exchange> exchange() {
        if (!event.hasReply()) {
            return Optional.empty();
        }
        Optional<CommandLine> command = Optional.ofNullable(command());
        if (reply == null) {
            return Optional.of(new Exchange(event, command, "", OptionalLong.empty(), false));
        }
        OptionalLong octets = reply.isMultiLine() ? OptionalLong.of(reply.lineOctets()) : OptionalLong.empty();
        return Optional.of(new Exchange(event, command, sentStatus(reply), octets, reply.terminated()));
    }

    /** Its lines in a transcript. */
    List<Transcript.Line> lines() {
        List<Transcript.Line> lines = new ArrayList<>(2);
        if (received != null) {
            lines.add(receivedLine(received));
        }
        int before = reply == null ? notes.size() : notesBeforeReply;
        notes.subList(0, before).forEach(note -> lines.add(note.line()));
        replyLine().ifPresent(lines::add);
        notes.subList(before, notes.size()).forEach(note -> lines.add(note.line()));
        return lines;
    }

    private Transcript.Line receivedLine(CommandLine line) {
        String text = line.text();
        String shown =
                event != Pop3Event.SASL_RESPONSE ? line.toString() : text.isEmpty() || text.equals("*") ? text : MASKED;
        return line(receivedAt, "C: " + shown, "C: " + text, comment());
    }

    /** The subject of the message that the command names, and the rules it violates. */
    private String comment() {
        String subject = message == null
                ? ""
                : '"'
                        + printable(
                                HeaderReader.first(message.content(), "Subject").orElse("(no subject)"))
                        + '"';
        if (violations.isEmpty()) {
            return subject;
        }
        return violations.stream()
                .map(ProtocolViolation::name)
                .collect(Collectors.joining(", ", subject.isEmpty() ? "violation: " : subject + "  violation: ", ""));
    }

    /** Empty before the reply. */
    Optional<Transcript.Line> replyLine() {
        return Optional.ofNullable(reply).map(this::replyLine);
    }

    private Transcript.Line replyLine(EncodedReply encoded) {
        String status = sent == 0 ? printable(encoded.status()) : sentStatus(encoded);
        String text = "S: " + status + extent(encoded);
        return line(repliedAt, text, text, printable(reason));
    }

    /** The part of the status line that was sent. */
    private String sentStatus(EncodedReply encoded) {
        if (sent >= encoded.statusOctets()) {
            return printable(encoded.status());
        }
        byte[] octets = encoded.status().getBytes(StandardCharsets.UTF_8);
        return printable(new String(octets, 0, (int) Math.min(sent, octets.length), StandardCharsets.UTF_8));
    }

    /** Replies given by a test may hold any octets, and so may user names and subjects. */
    static String printable(String words) {
        StringBuilder text = new StringBuilder(words.length());
        for (int i = 0; i < words.length(); i++) {
            char c = words.charAt(i);
            text.append(Character.isISOControl(c) ? '?' : c);
        }
        return text.toString();
    }

    /** How much of the reply was sent. Empty for a single line that was sent in full. */
    private String extent(EncodedReply encoded) {
        if (sent == 0) {
            return "  (not sent)";
        }
        long own = encoded.length() - encoded.extraOctets();
        if (!encoded.isMultiLine()) {
            return sent < own ? "  (" + sent + " of " + own + " octets)" : extra(encoded, "  (", ")");
        }
        long lines = encoded.lineOctets();
        if (sent >= own) {
            String whole = encoded.intact() == EncodedReply.NEVER ? "altered" : "complete";
            return "  (" + lines + " octets, " + (encoded.terminated() ? whole : "without a terminator")
                    + extra(encoded, ", and ", "") + ")";
        }
        long sentLines = Math.max(0, sent - encoded.statusOctets());
        return sentLines < lines
                ? "  (" + sentLines + " of " + lines + " octets)"
                : "  (" + lines + " octets, without the whole terminator)";
    }

    /** What was sent after the reply; empty if it has nothing after it. */
    private String extra(EncodedReply encoded, String before, String after) {
        long extra = encoded.extraOctets();
        if (extra == 0) {
            return "";
        }
        long left = encoded.length() - sent;
        return before + (left == 0 ? "" : extra - left + " of ") + extra + " extra octets" + after;
    }

    private static Transcript.Line line(long nanos, String text, String unmasked, String note) {
        return new Transcript.Line(Duration.ofNanos(nanos), text, unmasked, note);
    }
}
