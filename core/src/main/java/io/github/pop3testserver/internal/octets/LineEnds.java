package io.github.pop3testserver.internal.octets;

/** The line ends of mail: CRLF (RFC 5322 section 2.3). */
public final class LineEnds {

    private LineEnds() {}

    /** Turns every LF without a CR before it into CRLF. Returns the same array if there is none. */
    public static byte[] toCrlf(byte[] octets) {
        return toCrlf(octets, false);
    }

    /** The same, and ends the last line with CRLF if it has no end. */
    public static byte[] toCrlfLines(byte[] octets) {
        return toCrlf(octets, octets.length > 0 && octets[octets.length - 1] != '\n');
    }

    private static byte[] toCrlf(byte[] octets, boolean endMissing) {
        int bare = 0;
        for (int i = 0; i < octets.length; i++) {
            bare += isBareLf(octets, i) ? 1 : 0;
        }
        if (bare == 0 && !endMissing) {
            return octets;
        }
        byte[] out = new byte[Math.addExact(octets.length, bare + (endMissing ? 2 : 0))];
        int at = 0;
        for (int i = 0; i < octets.length; i++) {
            if (isBareLf(octets, i)) {
                out[at++] = '\r';
            }
            out[at++] = octets[i];
        }
        if (endMissing) {
            out[at++] = '\r';
            out[at] = '\n';
        }
        return out;
    }

    private static boolean isBareLf(byte[] octets, int index) {
        return octets[index] == '\n' && (index == 0 || octets[index - 1] != '\r');
    }

    /** Where the line after this position begins, or the end if there is no line after it. */
    public static int nextLine(byte[] octets, int from) {
        int at = from;
        while (at < octets.length && octets[at] != '\n') {
            at++;
        }
        return Math.min(at + 1, octets.length);
    }

    /** The end of the line that begins at {@code lineStart}, without its LF or CRLF. */
    public static int contentEnd(byte[] octets, int lineStart, int nextLine) {
        if (nextLine == lineStart || octets[nextLine - 1] != '\n') {
            return nextLine;
        }
        int end = nextLine - 1;
        return end > lineStart && octets[end - 1] == '\r' ? end - 1 : end;
    }

    /** Whether a line ends there, by CRLF or by LF alone. */
    public static boolean isLineEnd(byte[] octets, int index) {
        return octets[index] == '\n' || isCrlf(octets, index);
    }

    /** Whether a CRLF begins there. */
    public static boolean isCrlf(byte[] octets, int index) {
        return octets[index] == '\r' && index + 1 < octets.length && octets[index + 1] == '\n';
    }

    /** Whether the text has neither CR nor LF. */
    public static boolean isOneLine(String text) {
        return text.indexOf('\r') < 0 && text.indexOf('\n') < 0;
    }
}
