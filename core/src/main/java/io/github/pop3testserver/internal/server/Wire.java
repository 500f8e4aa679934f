package io.github.pop3testserver.internal.server;

import io.github.pop3testserver.internal.protocol.Response;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The octets of a reply as they are to be sent.
 *
 * @param statusLine octets of the first line, its end included
 * @param length all octets
 * @param terminated whether the last line is a terminator
 * @param intact after so many octets the client has the reply that a correct server sends; {@link #NEVER} if it is altered
 */
record Wire(List<ByteBuffer> octets, long statusLine, long length, boolean terminated, long intact) {

    static final long NEVER = Long.MAX_VALUE;

    private static final byte[] TERMINATOR = {'.', '\r', '\n'};

    static Wire of(Response response) {
        List<ByteBuffer> octets = response.octets();
        if (octets.size() == 1) {
            byte[] bytes = bytes(octets);
            return of(bytes, bytes.length);
        }
        long length = length(octets);
        return new Wire(octets, octets.get(0).remaining(), length, true, length);
    }

    /** What became of this one; a client that gets all of the correct reply first has it intact. */
    Wire alteredTo(byte[] altered) {
        byte[] before = bytes();
        int difference = Arrays.mismatch(before, altered);
        return of(altered, difference < 0 || difference == before.length ? intact : NEVER);
    }

    private static Wire of(byte[] bytes, long intact) {
        int statusLine = 0;
        while (statusLine < bytes.length && bytes[statusLine] != '\n') {
            statusLine++;
        }
        statusLine = Math.min(statusLine + 1, bytes.length);
        int end = bytes.length;
        boolean terminated =
                end - 3 >= statusLine && bytes[end - 4] == '\n' && Arrays.equals(bytes, end - 3, end, TERMINATOR, 0, 3);
        return new Wire(List.of(ByteBuffer.wrap(bytes)), statusLine, end, terminated, intact);
    }

    boolean isMultiLine() {
        return length > statusLine;
    }

    /** A copy. */
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

    /** The octets from one place to another; views of their own. */
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
