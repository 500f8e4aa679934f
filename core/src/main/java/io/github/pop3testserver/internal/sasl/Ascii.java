package io.github.pop3testserver.internal.sasl;

/** Characters of which messages are made. */
final class Ascii {

    private Ascii() {}

    /** Letters, digits and signs, at least one; no blanks. */
    static boolean isPrintable(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) <= ' ' || text.charAt(i) > '~') {
                return false;
            }
        }
        return !text.isEmpty();
    }

    /** As many lower-case hexadecimal digits. */
    static boolean isHex(String text, int digits) {
        for (int i = 0; i < text.length(); i++) {
            if ("0123456789abcdef".indexOf(text.charAt(i)) < 0) {
                return false;
            }
        }
        return text.length() == digits;
    }
}
