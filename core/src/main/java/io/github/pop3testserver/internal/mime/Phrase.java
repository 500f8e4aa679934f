package io.github.pop3testserver.internal.mime;

/** Writes the display name of a mailbox or a group (RFC 5322 section 3.4). */
final class Phrase {

    private Phrase() {}

    /** As atoms, as a quoted string, or as encoded-words, the first of which is to have that room. */
    static String encode(String given, int firstRoom) {
        String name = unquoted(given);
        String plain = isAtoms(name) ? name : quoted(name);
        boolean encoded = !Ascii.isPrintable(name) || Folding.hasTooLongWord(plain);
        return encoded ? EncodedWord.encode(name, firstRoom) : plain;
    }

    /** Words with one space between each two. */
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

    /** The text that is meant, in which quoted strings are only a part of it or all. */
    private static String unquoted(String name) {
        StringBuilder out = new StringBuilder(name.length());
        boolean inQuotes = false;
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (c == '"') {
                inQuotes = !inQuotes;
            } else {
                if (c == '\\' && inQuotes) {
                    i++; // the list was read to its end, so something comes after it
                }
                out.append(name.charAt(i));
            }
        }
        return out.toString();
    }
}
