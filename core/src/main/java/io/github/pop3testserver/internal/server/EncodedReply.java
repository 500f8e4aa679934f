package io.github.pop3testserver.internal.server;

import io.github.pop3testserver.internal.octets.LineEnds;
import io.github.pop3testserver.internal.octets.Terminator;
import io.github.pop3testserver.internal.octets.Utf8;
import io.github.pop3testserver.internal.protocol.Response;
import io.github.pop3testserver.model.CutPoint;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The octets of a reply as the server sends them.
 *
 * @param status the first line, without its end
 * @param statusOctets octets of the first line, including its end
 * @param length all octets
 * @param terminated whether the last line is a terminator
 * @param intact after this number of octets the client has the reply that a correct server sends; {@link #NEVER} if it is
 *     altered
 */
record EncodedReply(
        List<ByteBuffer> octets, String status, long statusOctets, long length, boolean terminated, long intact) {

    static final long NEVER = Long.MAX_VALUE;

    /** A cut point that is not within the reply. */
    static final long BEYOND = -1;

    static EncodedReply of(Response response) {
        List<ByteBuffer> octets = response.octets();
        if (response.isGiven()) {
            byte[] bytes = bytes(octets);
            return of(bytes, bytes.length);
        }
        long length = length(octets);
        return new EncodedReply(
                octets, response.status(), octets.get(0).remaining(), length, octets.size() > 1, length);
    }

    /**
     * Returns the altered reply. A client that gets the whole correct reply before any other octet has it intact. So has one
     * that gets all lines after another text after {@code +OK}, which is the server's own (RFC 1939 section 3).
     */
    EncodedReply alteredTo(byte[] altered) {
        byte[] before = bytes();
        if (intact == length && differsInTextOnly(before, altered)) {
            return of(altered, altered.length);
        }
        int difference = Arrays.mismatch(before, altered);
        if (intact == NEVER || (difference >= 0 && difference < before.length)) {
            return of(altered, NEVER);
        }
        return new EncodedReply(
                List.of(ByteBuffer.wrap(altered)), status, statusOctets, altered.length, terminated, intact);
    }

    /** Whether the lines after the status line are the same. In a single-line reply the text may be what the client asked for. */
    private boolean differsInTextOnly(byte[] before, byte[] altered) {
        int lines = LineEnds.nextLine(altered, 0);
        return isMultiLine()
                && isPositive(before)
                && isPositive(altered)
                && Arrays.equals(before, (int) statusOctets, before.length, altered, lines, altered.length);
    }

    private static boolean isPositive(byte[] reply) {
        return reply.length > 3
                && reply[0] == '+'
                && reply[1] == 'O'
                && reply[2] == 'K'
                && (reply[3] == ' ' || LineEnds.isLineEnd(reply, 3));
    }

    private static EncodedReply of(byte[] bytes, long intact) {
        int statusOctets = LineEnds.nextLine(bytes, 0);
        int textEnd = LineEnds.contentEnd(bytes, 0, statusOctets);
        String status = Utf8.orLatin1(Arrays.copyOf(bytes, textEnd));
        return new EncodedReply(
                List.of(ByteBuffer.wrap(bytes)),
                status,
                statusOctets,
                bytes.length,
                Terminator.isAtEndOf(bytes),
                intact);
    }

    /** Returns the same without octets, for the journal, which must not keep messages in memory. */
    EncodedReply withoutOctets() {
        return new EncodedReply(List.of(), status, statusOctets, length, terminated, intact);
    }

    boolean isMultiLine() {
        return ownLength() > statusOctets;
    }

    /** Octets between the status line and the terminator. */
    long lineOctets() {
        return ownLength() - statusOctets - (terminated ? Terminator.LENGTH : 0);
    }

    /** Octets after the whole correct reply, which belong to no reply. */
    long extraOctets() {
        return length - ownLength();
    }

    private long ownLength() {
        return intact == NEVER ? length : intact;
    }

    /** How many octets of the reply pass before the cut, {@link #BEYOND} if the whole reply passes uncut. */
    long position(CutPoint cut) {
        long uncounted = isMultiLine() ? statusOctets : 0;
        return switch (cut.place()) {
            case BEFORE_PROCESSING, BEFORE_REPLY -> 0;
            case AFTER_OCTETS -> cut.count() <= length - uncounted ? uncounted + cut.count() : BEYOND;
            case AFTER_LINES -> afterLines(cut.count(), uncounted);
            case BEFORE_TERMINATOR -> terminated ? ownLength() - Terminator.LENGTH : BEYOND;
            case INSIDE_TERMINATOR -> terminated ? ownLength() - Terminator.LENGTH + 1 : BEYOND;
            case AFTER_REPLY -> length;
        };
    }

    private long afterLines(long lines, long from) {
        long position = from;
        long seen = 0;
        for (ByteBuffer buffer : part(from, length)) {
            for (int at = buffer.position(); at < buffer.limit() && seen < lines; at++) {
                position++;
                seen += buffer.get(at) == '\n' ? 1 : 0;
            }
        }
        return seen == lines ? position : BEYOND;
    }

    /** A copy of all octets. */
    byte[] bytes() {
        return bytes(octets);
    }

    private static byte[] bytes(List<ByteBuffer> octets) {
        ByteBuffer all = ByteBuffer.allocate(Math.toIntExact(length(octets)));
        octets.forEach(buffer -> all.put(buffer.duplicate()));
        return all.array();
    }

    private static long length(List<ByteBuffer> octets) {
        long length = 0;
        for (ByteBuffer buffer : octets) {
            length += buffer.remaining();
        }
        return length;
    }

    /** The octets from one position to another, as independent views. */
    List<ByteBuffer> part(long from, long to) {
        List<ByteBuffer> part = new ArrayList<>(octets.size());
        long start = 0;
        for (ByteBuffer buffer : octets) {
            long end = start + buffer.remaining();
            if (Math.max(from, start) < Math.min(to, end)) {
                int first = (int) (Math.max(from, start) - start);
                part.add(buffer.slice(buffer.position() + first, (int) (Math.min(to, end) - start) - first));
            }
            start = end;
        }
        return part;
    }
}
