package io.github.pop3testserver.internal.mime;

/** Breaks long header lines before spaces (RFC 5322 section 2.2.3). */
final class Folding {

    /** Longest line aimed at: RFC 2047 section 2 allows 76 where RFC 5322 section 2.1.1 would allow 78. */
    private static final int LINE_LIMIT = 76;

    private Folding() {}

    /** The characters of a value that fit on the line of the field's name. */
    static int roomAfter(String name) {
        return LINE_LIMIT - name.length() - 2;
    }

    /** The whole field, each of its lines ending in CRLF. */
    static String fold(String name, String value) {
        String line = name + ": " + value;
        StringBuilder out = new StringBuilder(line.length() + 16);
        int start = 0;
        int lastSpace = -1;
        // The space after the colon is no place to break: a first line without a value is legal, but confuses readers.
        for (int i = name.length() + 2; i <= line.length(); i++) {
            if (i < line.length() && !isBreakable(line, i)) {
                continue;
            }
            if (i - start > LINE_LIMIT && lastSpace > start) {
                out.append(line, start, lastSpace).append("\r\n");
                start = lastSpace;
            }
            lastSpace = i;
        }
        return out.append(line, start, line.length()).append("\r\n").toString();
    }

    /** A single space: some readers make one space of several around a break. */
    static boolean isBreakable(CharSequence line, int index) {
        return line.charAt(index) == ' '
                && index > 0
                && index + 1 < line.length()
                && !isSpace(line.charAt(index - 1))
                && !isSpace(line.charAt(index + 1));
    }

    private static boolean isSpace(char c) {
        return c == ' ' || c == '\t';
    }
}
