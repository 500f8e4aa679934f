package io.github.pop3testserver.internal.mime;

import java.util.HexFormat;

/** Classes of ASCII characters that several encodings share. */
final class Ascii {

    /** RFC 2045 section 6.7 and RFC 2047 section 4.2 require upper case digits. */
    static final HexFormat HEX = HexFormat.of().withUpperCase();

    private Ascii() {}

    static boolean isLetterOrDigit(int c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    }

    /** RFC 5322 section 3.2.3: the characters of an atom. */
    static boolean isAtom(int c) {
        return isLetterOrDigit(c) || (c > ' ' && "!#$%&'*+-/=?^_`{|}~".indexOf(c) >= 0);
    }

    /** Whether the text has only characters from space to tilde. */
    static boolean isPrintable(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) < ' ' || text.charAt(i) > '~') {
                return false;
            }
        }
        return true;
    }
}
