package io.github.pop3testserver.internal.octets;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** The last line of a multi-line reply: a dot and CRLF (RFC 1939 section 3). */
public final class Terminator {

    public static final String TEXT = ".\r\n";

    public static final int LENGTH = TEXT.length();

    private static final byte[] OCTETS = TEXT.getBytes(StandardCharsets.US_ASCII);

    private Terminator() {}

    /** The octets, in a new view for each call. */
    public static ByteBuffer octets() {
        return ByteBuffer.wrap(OCTETS);
    }

    /** Whether the reply has more lines than this one, and ends with it. */
    public static boolean isAtEndOf(byte[] reply) {
        int at = reply.length - LENGTH;
        return at > 0 && reply[at - 1] == '\n' && Arrays.equals(reply, at, reply.length, OCTETS, 0, LENGTH);
    }
}
