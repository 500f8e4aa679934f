package io.github.pop3testserver.internal.protocol;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** The lines of a scan listing or a unique-id listing: a message-number, one blank, a value (RFC 1939 section 5). */
final class Listing {

    /** What a line of either listing needs as a rule. */
    private static final int USUAL_LINE = 26;

    private final StringBuilder lines;

    Listing(int count) {
        lines = new StringBuilder(USUAL_LINE * count);
    }

    void add(int number, String value) {
        lines.append(number).append(' ').append(value).append("\r\n");
    }

    /** No line begins with a dot, so there is nothing to byte-stuff. */
    ByteBuffer lines() {
        return ByteBuffer.wrap(lines.toString().getBytes(StandardCharsets.US_ASCII));
    }
}
