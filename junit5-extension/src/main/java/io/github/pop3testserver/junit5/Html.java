package io.github.pop3testserver.junit5;

/** Writes any text into HTML that is also well-formed XML. */
final class Html {

    private static final char REPLACEMENT = '\uFFFD';

    private Html() {}

    /** The text for an element or a quoted attribute. Characters that HTML forbids are replaced by visible ones. */
    static String text(String raw) {
        StringBuilder html = new StringBuilder(raw.length() + 16);
        raw.replace("\r\n", "\n").codePoints().forEach(c -> append(html, c));
        return html.toString();
    }

    private static void append(StringBuilder html, int c) {
        switch (c) {
            case '&' -> html.append("&amp;");
            case '<' -> html.append("&lt;");
            case '>' -> html.append("&gt;");
            case '"' -> html.append("&quot;");
            case '\'' -> html.append("&#39;");
            case '\n', '\t' -> html.append((char) c);
            default -> html.appendCodePoint(visible(c));
        }
    }

    private static int visible(int c) {
        if (c < ' ') {
            return '\u2400' + c; // the control pictures are in the order of the controls
        }
        if (c == 0x7F) {
            return '\u2421';
        }
        boolean isSurrogate = c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE;
        boolean isNoCharacter = (c & 0xFFFE) == 0xFFFE || (c >= 0xFDD0 && c <= 0xFDEF);
        return Character.isISOControl(c) || isSurrogate || isNoCharacter ? REPLACEMENT : c;
    }
}
