package io.github.pop3testserver.internal.mime;

/** Writes the display name of a mailbox or a group (RFC 5322 section 3.4). */
final class Phrase {

    private Phrase() {}

    /** Returns atoms, a quoted string, or encoded-words, the first of which fits into {@code firstLineRoom}. */
    static String encode(String given, int firstLineRoom) {
        String name = unquoted(given);
        String plain = isAtoms(name) ? name : quoted(name);
        boolean encoded = !Ascii.isPrintable(name) || Folding.hasTooLongWord(plain);
        return encoded ? EncodedWord.encode(name, firstLineRoom) : plain;
    }

    /** Whether the name is words of atom characters, separated by single spaces. */
    private static boolean isAtoms(String name) {
        for (int i = 0; i < name.length(); i++) {
            if (!Ascii.isAtom(name.charAt(i)) && !Folding.isBreakable(name, i)) {
                return false;
            }
        }
        return !name.isEmpty();
    }

    private static String quoted(String name) {
        StringBuilder out = new StringBuilder("\"");
        for (int i = 0; i < name.length(); i++) {
            if (name.charAt(i) == '"' || name.charAt(i) == '\\') {
                out.append('\\');
            }
            out.append(name.charAt(i));
        }
        return out.append('"').toString();
    }

    /** The name without the quotation marks and backslashes of its quoted strings. */
    private static String unquoted(String name) {
        StringBuilder out = new StringBuilder(name.length());
        boolean inQuotes = false;
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (c == '"') {
                inQuotes = !inQuotes;
            } else {
                if (c == '\\' && inQuotes) {
                    i++; // a character follows: AddressParts has found the end of the string
                }
                out.append(name.charAt(i));
            }
        }
        return out.toString();
    }
}
