package io.github.pop3testserver.internal.store;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.BitSet;
import java.util.function.ObjIntConsumer;

/**
 * The lines of a scan listing or a unique-id listing: a message-number, one space, a value (RFC 1939 section 5). Written
 * octet by octet, because a maildrop of 100,000 messages is listed in one reply.
 */
final class Listing {

    /** The usual length of a line of a scan listing. */
    private static final int USUAL_LINE = 13;

    /** The longest two numbers, with the space and CRLF. */
    private static final int LONGEST_WITHOUT_TEXT = 10 + 1 + 20 + 2;

    private byte[] lines;
    private int length;

    private Listing(int count) {
        lines = new byte[USUAL_LINE * count];
    }

    /**
     * Returns the lines of all messages except some.
     *
     * @param line adds a message's line, given its number
     */
    static ByteBuffer of(int count, BitSet without, ObjIntConsumer<Listing> line) {
        Listing listing = new Listing(count);
        for (int number = 1; number <= count; number++) {
            if (!without.get(number)) {
                line.accept(listing, number);
            }
        }
        // No line begins with a dot, so there is nothing to byte-stuff. Copied, so that a snapshot keeps no unused
        // space.
        return ByteBuffer.wrap(Arrays.copyOf(listing.lines, listing.length));
    }

    void add(int number, long value) {
        begin(number, 0);
        if (value < 0) {
            append(Long.toString(value)); // a wrong size that the test has set
        } else {
            append(value);
        }
        end();
    }

    /** The value is US-ASCII, as each unique-id is (RFC 1939 section 7). */
    void add(int number, String value) {
        begin(number, value.length());
        append(value);
        end();
    }

    private void begin(int number, int textLength) {
        int needed = length + LONGEST_WITHOUT_TEXT + textLength;
        if (needed > lines.length) {
            lines = Arrays.copyOf(lines, Math.max(2 * lines.length, needed));
        }
        append(number);
        lines[length++] = ' ';
    }

    private void end() {
        lines[length++] = '\r';
        lines[length++] = '\n';
    }

    private void append(String text) {
        for (int i = 0; i < text.length(); i++) {
            lines[length++] = (byte) text.charAt(i);
        }
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
}
