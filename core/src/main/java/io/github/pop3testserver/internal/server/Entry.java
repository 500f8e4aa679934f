package io.github.pop3testserver.internal.server;

import io.github.pop3testserver.internal.loop.TimeSource;
import io.github.pop3testserver.internal.mime.HeaderReader;
import io.github.pop3testserver.internal.protocol.Response;
import io.github.pop3testserver.internal.protocol.Retrieval;
import io.github.pop3testserver.internal.store.StoredMessage;
import io.github.pop3testserver.model.CommandLine;
import io.github.pop3testserver.model.Transcript;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** One line of the journal; put into words when somebody asks for it. */
sealed interface Entry {

    Transcript.Line line();

    /** What a client sent. */
    record Received(
            long nanos, CommandLine command, @Nullable StoredMessage message) implements Entry {

        @Override
        public Transcript.Line line() {
            return Entry.line(nanos, "C: " + command, "C: " + command.text(), message == null ? "" : subject(message));
        }

        private static String subject(StoredMessage message) {
            return '"' + HeaderReader.first(message.content(), "Subject").orElse("(no subject)") + '"';
        }
    }

    /** What a client sent in answer to a challenge. */
    record SaslResponse(long nanos, CommandLine response) implements Entry {

        @Override
        public Transcript.Line line() {
            String text = response.text();
            return Entry.line(
                    nanos, text.isEmpty() || text.equals("*") ? "C: " + text : "C: ********", "C: " + text, "");
        }
    }

    /** What the fixture did, or could not make sense of. */
    record Noted(long nanos, String text) implements Entry {

        @Override
        public Transcript.Line line() {
            return Entry.line(nanos, "-- " + text, "-- " + text, "");
        }
    }

    /** A conversation that waits, or waited, because of a fault. */
    final class Parked implements Entry {

        private final TimeSource time;
        private final long nanos;
        private final long since;
        private final String text;
        private long over = -1;

        Parked(TimeSource time, long nanos, String text) {
            this.time = time;
            this.nanos = nanos;
            this.since = time.nanos();
            this.text = text;
        }

        void resumed() {
            over = time.nanos();
        }

        @Override
        public Transcript.Line line() {
            long waited =
                    Duration.ofNanos((over < 0 ? time.nanos() : over) - since).toMillis();
            String line = "-- " + text + (over < 0 ? ", waiting for " : ", waited ") + waited + " ms";
            return Entry.line(nanos, line, line, "");
        }
    }

    /** A reply, and how much of it has been handed to the client's connection. */
    final class Sent implements Entry {

        private static final int TERMINATOR_OCTETS = 3;

        private final long nanos;
        private final String status;
        private final String why;
        private final Wire wire;
        private final @Nullable Retrieval retrieval;
        private long sent;

        Sent(long nanos, Response response, Wire wire) {
            this.nanos = nanos;
            this.status = printable(response.status());
            this.why = printable(response.why());
            this.wire = new Wire(List.of(), wire.statusLine(), wire.length(), wire.terminated(), wire.intact());
            this.retrieval = response.retrieval();
        }

        /** What a test has given as a reply may hold anything, and so may the name of a user. */
        private static String printable(String words) {
            StringBuilder text = new StringBuilder(words.length());
            for (int i = 0; i < words.length(); i++) {
                char c = words.charAt(i);
                text.append(c < ' ' || c == 0x7F ? '?' : c);
            }
            return text.toString();
        }

        String status() {
            return status;
        }

        /** Octets between the status line and the terminator; empty if it is a single line. */
        OptionalLong lineOctets() {
            return wire.isMultiLine() ? OptionalLong.of(lines()) : OptionalLong.empty();
        }

        private long lines() {
            return wire.length() - wire.statusLine() - (wire.terminated() ? TERMINATOR_OCTETS : 0);
        }

        /** So many more octets were handed over. */
        void sent(long octets) {
            boolean before = sent >= wire.intact();
            sent += octets;
            if (!before && sent >= wire.intact() && retrieval != null) {
                retrieval.completed();
            }
        }

        @Override
        public Transcript.Line line() {
            String text = "S: " + status + extent();
            return Entry.line(nanos, text, text, why);
        }

        /** How much of it was sent; nothing for a single line that was sent whole. */
        private String extent() {
            if (sent == 0) {
                return "  (not sent)";
            }
            if (!wire.isMultiLine()) {
                return sent == wire.length() ? "" : "  (" + sent + " of " + wire.length() + " octets)";
            }
            long lines = lines();
            if (sent == wire.length()) {
                String whole = wire.intact() == Wire.NEVER ? "altered)" : "complete)";
                return "  (" + lines + " octets, " + (wire.terminated() ? whole : "without a terminator)");
            }
            long sentLines = Math.max(0, sent - wire.statusLine());
            return sentLines < lines
                    ? "  (" + sentLines + " of " + lines + " octets)"
                    : "  (" + lines + " octets, without the whole terminator)";
        }
    }

    private static Transcript.Line line(long nanos, String text, String unmasked, String note) {
        return new Transcript.Line(Duration.ofNanos(nanos), text, unmasked, note);
    }
}
