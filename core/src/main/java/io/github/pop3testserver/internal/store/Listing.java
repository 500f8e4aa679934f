package io.github.pop3testserver.internal.store;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.BitSet;
import java.util.function.ObjIntConsumer;

/**
 * The lines of a scan listing or a unique-id listing: a message-number, one blank, a value (RFC 1939 section 5). Written
 * octet by octet, since a maildrop of 100,000 messages is listed in one reply.
 */
final class Listing {

    /** What a line of a scan listing needs as a rule. */
    private static final int USUAL_LINE = 13;

    /** Of any two numbers, with the blank and the line's end. */
    private static final int MOST_BESIDE_TEXT = 10 + 1 + 20 + 2;

    private byte[] lines;
    private int length;

    private Listing(int count) {
        lines = new byte[USUAL_LINE * count];
    }

    /**
     * The lines for all messages but some.
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
        // No line begins with a dot, so there is nothing to byte-stuff. A copy: what a snapshot keeps should fit.
        return ByteBuffer.wrap(Arrays.copyOf(listing.lines, listing.length));
    }

    void add(int number, long value) {
        begin(number, 0);
        if (value < 0) {
            append(Long.toString(value)); // a lie of the test's
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

    private void begin(int number, int text) {
        int needed = length + MOST_BESIDE_TEXT + text;
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
