package io.github.pop3testserver.internal.wire;

import java.nio.ByteBuffer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Splits what a client sends into lines, no matter how the network has split it. Octets after a line stay buffered until
 * the next line is taken, so pipelined commands keep their order. A line that is too long uses no more memory
 * than the limit.
 */
public final class LineDecoder {

    private static final byte[] NOTHING = {};

    /** Larger buffers are released as soon as they are empty, because many connections stay idle. */
    private static final int KEPT_WHEN_EMPTY = 512;

    private byte[] buffer = NOTHING;

    /** The first octet not yet handed out. */
    private int start;

    /** There is no line end before this position. */
    private int scanned;

    private int end;

    /** Inside a line that is already known to be too long. */
    private boolean discarding;

    public void append(ByteBuffer octets) {
        int length = octets.remaining();
        if (end + length > buffer.length) {
            makeRoom(length);
        }
        octets.get(buffer, end, length);
        end += length;
    }

    /** The number of octets not yet handed out. */
    public int buffered() {
        return end - start;
    }

    /** Whether the next line, complete or not, begins with these octets. */
    public boolean nextStartsWith(byte[] octets) {
        return !discarding
                && buffered() >= octets.length
                && Arrays.mismatch(buffer, start, start + octets.length, octets, 0, octets.length) < 0;
    }

    /**
     * Takes the next complete line.
     *
     * @param limit the maximum number of octets in a line, including its end
     * @return null if no line is complete
     */
    public @Nullable Line next(int limit) {
        while (scanned < end && buffer[scanned] != '\n') {
            scanned++;
        }
        if (scanned == end) {
            discardIfLongerThan(limit);
            return null;
        }
        Line line = line(scanned + 1 - start > limit);
        discarding = false;
        start = ++scanned;
        releaseIfEmpty();
        return line;
    }

    /** Discards everything that is buffered. */
    public void clear() {
        start = end;
        releaseIfEmpty();
    }

    private Line line(boolean tooLong) {
        if (discarding || tooLong) {
            return new Line(NOTHING, Line.End.TOO_LONG);
        }
        boolean crlf = scanned > start && buffer[scanned - 1] == '\r';
        byte[] octets = Arrays.copyOfRange(buffer, start, crlf ? scanned - 1 : scanned);
        return new Line(octets, crlf ? Line.End.CRLF : Line.End.LF);
    }

    private void discardIfLongerThan(int limit) {
        if (discarding || buffered() > limit) {
            discarding = true;
            clear();
        }
    }

    private void releaseIfEmpty() {
        if (start < end) {
            return;
        }
        if (buffer.length > KEPT_WHEN_EMPTY) {
            buffer = NOTHING;
        }
        start = 0;
        scanned = 0;
        end = 0;
    }

    private void makeRoom(int length) {
        int needed = buffered() + length;
        byte[] roomy = needed <= buffer.length ? buffer : new byte[Math.max(needed, 2 * buffer.length)];
        System.arraycopy(buffer, start, roomy, 0, buffered());
        buffer = roomy;
        scanned -= start;
        end -= start;
        start = 0;
    }
}
