package io.github.pop3testserver.internal.mime;

/** Characters that encodings treat alike. */
final class Ascii {

    private Ascii() {}

    static boolean isLetterOrDigit(int c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    }

    /** RFC 5322 section 3.2.3: what an atom is made of. */
    static boolean isAtom(int c) {
        return isLetterOrDigit(c) || (c > ' ' && "!#$%&'*+-/=?^_`{|}~".indexOf(c) >= 0);
    }

    /** The upper case digit for the lowest four bits. */
    static char hexDigit(int value) {
        return "0123456789ABCDEF".charAt(value & 0xF);
    }

    /** Space to tilde only. */
    static boolean isPrintable(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) < ' ' || text.charAt(i) > '~') {
                return false;
            }
        }
        return true;
    }
}
