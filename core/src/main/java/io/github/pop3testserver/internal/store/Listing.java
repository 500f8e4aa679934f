package io.github.pop3testserver.internal.protocol;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * The lines of a scan listing or a unique-id listing: a message-number, one blank, a value (RFC 1939 section 5). Written
 * octet by octet, since a maildrop of 100,000 messages is listed in one reply.
 */
final class Listing {

    /** What a line of either listing needs as a rule. */
    private static final int USUAL_LINE = 26;

    /** Of any long, with the blank and the line's end. */
    private static final int MOST_AROUND_VALUE = 22;

    private byte[] lines;
    private int length;

    Listing(int count) {
        lines = new byte[USUAL_LINE * count];
    }

    void add(int number, long value) {
        if (value < 0) {
            add(number, Long.toString(value)); // a lie of the test's
            return;
        }
        makeRoom(MOST_AROUND_VALUE);
        append(number);
        lines[length++] = ' ';
        append(value);
        endLine();
    }

    /** The value is US-ASCII, as each unique-id is (RFC 1939 section 7). */
    void add(int number, String value) {
        makeRoom(value.length());
        append(number);
        lines[length++] = ' ';
        for (int i = 0; i < value.length(); i++) {
            lines[length++] = (byte) value.charAt(i);
        }
        endLine();
    }

    private void append(long value) {
        int digits = 1;
        for (long rest = value; rest > 9; rest /= 10) {
            digits++;
        }
        length += digits;
        long rest = value;
        for (int at = length - 1; digits > 0; digits--) {
            lines[at--] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
    }

    private void endLine() {
        lines[length++] = '\r';
        lines[length++] = '\n';
    }

    private void makeRoom(int value) {
        if (lines.length - length < value + MOST_AROUND_VALUE) {
            lines = Arrays.copyOf(lines, Math.max(2 * lines.length, length + value + MOST_AROUND_VALUE));
        }
    }

    /** No line begins with a dot, so there is nothing to byte-stuff. */
    ByteBuffer lines() {
        return ByteBuffer.wrap(lines, 0, length);
    }
}
