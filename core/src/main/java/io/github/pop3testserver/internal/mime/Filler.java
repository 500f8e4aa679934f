package io.github.pop3testserver.internal.mime;

import static java.nio.charset.StandardCharsets.US_ASCII;

/** Numbered lines that bring a message to the requested size. 7bit and quoted-printable leave them as they are. */
final class Filler {

    /**
     * A line with its CRLF. Its number replaces the zeros. It shows which lines a client has lost.
     */
    private static final byte[] LINE =
            "00000000 abcdefghijklmnopqrstuvwxyz 0123456789 ABCDEFGHIJKLMNOPQRSTUVWXYZ .\r\n".getBytes(US_ASCII);

    private static final int DIGITS = 8;

    /** The length of the shortest line, an empty one. */
    static final int SHORTEST = 2;

    private Filler() {}

    /** Fills these octets, at least {@link #SHORTEST} of them, with whole lines. */
    static void fill(byte[] octets, int start, int end) {
        int number = 0;
        for (int at = start; at < end; ) {
            int length = lineLength(end - at);
            writeLine(octets, at, length, ++number);
            at += length;
        }
    }

    private static int lineLength(int rest) {
        int length = Math.min(LINE.length, rest);
        return rest - length == 1 ? length - 1 : length; // one octet cannot be a line
    }

    private static void writeLine(byte[] octets, int at, int length, int number) {
        System.arraycopy(LINE, 0, octets, at, length - 2);
        octets[at + length - 2] = '\r';
        octets[at + length - 1] = '\n';
        int rest = number;
        for (int digit = DIGITS - 1; digit >= 0 && length >= DIGITS + 2; digit--) {
            octets[at + digit] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
    }
}
