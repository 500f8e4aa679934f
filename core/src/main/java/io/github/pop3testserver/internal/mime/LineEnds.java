package io.github.pop3testserver.internal.mime;

/** The line ends of mail: CRLF (RFC 5322 section 2.3). */
final class LineEnds {

    private LineEnds() {}

    /** Turns every LF without a CR before it into CRLF. Returns the same array if there is none. */
    static byte[] toCrlf(byte[] octets) {
        int bare = 0;
        for (int i = 0; i < octets.length; i++) {
            bare += isBareLf(octets, i) ? 1 : 0;
        }
        return bare == 0 ? octets : widened(octets, Math.addExact(octets.length, bare));
    }

    private static byte[] widened(byte[] octets, int length) {
        byte[] out = new byte[length];
        int at = 0;
        for (int i = 0; i < octets.length; i++) {
            if (isBareLf(octets, i)) {
                out[at++] = '\r';
            }
            out[at++] = octets[i];
        }
        return out;
    }

    private static boolean isBareLf(byte[] octets, int index) {
        return octets[index] == '\n' && (index == 0 || octets[index - 1] != '\r');
    }

    /** Where the line after this position begins, or the end if there is no line after it. */
    static int nextLine(byte[] octets, int from) {
        int at = from;
        while (at < octets.length && octets[at] != '\n') {
            at++;
        }
        return Math.min(at + 1, octets.length);
    }

    /** Whether a line ends there, by CRLF or by LF alone. */
    static boolean isLineEnd(byte[] octets, int index) {
        return octets[index] == '\n' || isCrlf(octets, index);
    }

    /** Whether a CRLF begins there. */
    static boolean isCrlf(byte[] octets, int index) {
        return octets[index] == '\r' && index + 1 < octets.length && octets[index + 1] == '\n';
    }
}
