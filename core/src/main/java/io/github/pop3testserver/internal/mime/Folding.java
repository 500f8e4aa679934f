package io.github.pop3testserver.internal.mime;

/** Breaks long header lines before spaces (RFC 5322 section 2.2.3). */
final class Folding {

    /** The preferred maximum: RFC 2047 section 2 allows 76 where RFC 5322 section 2.1.1 would allow 78. */
    private static final int LINE_LIMIT = 76;

    /** RFC 5322 section 2.1.1: the maximum length of a line, without CRLF. */
    private static final int LONGEST_LINE = 998;

    /** The longest word that fits on any line, with the name of the field before it. */
    private static final int LONGEST_WORD = 900;

    private Folding() {}

    /** The number of characters of a value that fit on the first line, after the name. */
    static int roomAfter(String name) {
        return LINE_LIMIT - name.length() - 2;
    }

    /**
     * The whole field, each of its lines ending in CRLF.
     *
     * @throws IllegalArgumentException if a word is too long for any line
     */
    static String fold(String name, String value) {
        String line = name + ": " + value;
        StringBuilder out = new StringBuilder(line.length() + 16);
        int start = 0;
        // A first line without a value is legal, but confuses readers. Only an encoded-word may need a line of its own.
        int lastSpace = value.startsWith(EncodedWord.START) ? name.length() + 1 : -1;
        for (int i = name.length() + 2; i <= line.length(); i++) {
            if (i < line.length() && !isBreakable(line, i)) {
                continue;
            }
            if (i - start > LINE_LIMIT && lastSpace > start) {
                append(out, name, line.substring(start, lastSpace));
                start = lastSpace;
            }
            lastSpace = i;
        }
        append(out, name, line.substring(start));
        return out.toString();
    }

    private static void append(StringBuilder out, String name, String line) {
        if (line.length() > LONGEST_LINE) {
            throw new IllegalArgumentException("the value of " + name + " needs a line of " + line.length()
                    + " characters; a line has " + LONGEST_LINE + " at most (RFC 5322 section 2.1.1), so shorten the"
                    + " longest word, or seed the exact octets with raw(...)");
        }
        out.append(line).append("\r\n");
    }

    /** Whether there is a word that might not fit on a line. */
    static boolean hasTooLongWord(String value) {
        int wordStart = 0;
        for (int i = 0; i < value.length(); i++) {
            if (isBreakable(value, i)) {
                wordStart = i;
            }
            if (i - wordStart > LONGEST_WORD) {
                return true;
            }
        }
        return false;
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
