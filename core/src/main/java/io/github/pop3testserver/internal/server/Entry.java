package io.github.pop3testserver.internal.server;

import io.github.pop3testserver.internal.mime.HeaderReader;
import io.github.pop3testserver.internal.protocol.Response;
import io.github.pop3testserver.internal.protocol.Retrieval;
import io.github.pop3testserver.internal.store.StoredMessage;
import io.github.pop3testserver.model.CommandLine;
import io.github.pop3testserver.model.Transcript;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
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

    /** A reply, and how much of it has been handed to the client's connection. */
    final class Sent implements Entry {

        private static final int TERMINATOR_OCTETS = 3;

        private final long nanos;
        private final String status;
        private final long statusOctets;
        private final long total;
        private final @Nullable Retrieval retrieval;
        private long sent;

        Sent(long nanos, Response response) {
            List<ByteBuffer> octets = response.octets();
            this.nanos = nanos;
            this.status = response.status();
            this.statusOctets = octets.get(0).remaining();
            this.total = Cut.length(octets);
            this.retrieval = response.retrieval();
        }

        /** So many more octets were handed over. */
        void sent(long octets) {
            sent += octets;
            if (sent == total && retrieval != null) {
                retrieval.completed();
            }
        }

        @Override
        public Transcript.Line line() {
            String text = "S: " + status + extent();
            return Entry.line(nanos, text, text, "");
        }

        /** How much of it was sent; nothing for a single line that was sent whole. */
        private String extent() {
            if (sent == 0) {
                return "  (not sent)";
            }
            if (total == statusOctets) {
                return sent == total ? "" : "  (" + sent + " of " + total + " octets)";
            }
            long lines = total - statusOctets - TERMINATOR_OCTETS;
            if (sent == total) {
                return "  (" + lines + " octets, complete)";
            }
            long sentLines = Math.max(0, sent - statusOctets);
            return sentLines < lines
                    ? "  (" + sentLines + " of " + lines + " octets)"
                    : "  (" + lines + " octets, without the whole terminator)";
        }
    }

    private static Transcript.Line line(long nanos, String text, String unmasked, String note) {
        return new Transcript.Line(Duration.ofNanos(nanos), text, unmasked, note);
    }
}
