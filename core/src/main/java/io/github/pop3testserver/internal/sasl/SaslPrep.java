package io.github.pop3testserver.internal.sasl;

import java.text.Normalizer;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Prepares names and passwords so that strings that look the same are equal (SASLprep, RFC 4013). It uses the JVM's
 * version of Unicode instead of version 3.2, and omits the rule for bidirectional text (RFC 3454 section 6).
 */
public final class SaslPrep {

    /** Mapped to a space (RFC 3454 table C.1.2, which includes the zero width space). */
    private static final String SPACES =
            "\u00A0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200A"
                    + "\u200B\u202F\u205F\u3000";

    /** Removed (RFC 3454 table B.1), like the variation selectors U+FE00 to U+FE0F. */
    private static final String NOTHING = "\u00AD\u034F\u1806\u180B\u180C\u180D\u200C\u200D\u2060\uFEFF";

    private SaslPrep() {}

    /** The key of a user: the prepared name, or the name as it is if it cannot be prepared. */
    public static String key(String name) {
        String prepared = prepared(name);
        return prepared == null ? name : prepared;
    }

    /** Each form of a stored password that a client may have used for its proof: prepared, and as it is. */
    public static Set<String> forms(String password) {
        Set<String> forms = new LinkedHashSet<>(2);
        forms.add(key(password));
        forms.add(password);
        return forms;
    }

    /** The prepared text; null if nothing is left of it, or if a character is prohibited. */
    public static @Nullable String prepared(String text) {
        String prepared = isAscii(text) ? text : Normalizer.normalize(mapped(text), Normalizer.Form.NFKC);
        return prepared.isEmpty() || holdsProhibited(prepared) ? null : prepared;
    }

    /** Most names are ASCII, and loading the Unicode tables is slow. */
    private static boolean isAscii(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) > 0x7F) {
                return false;
            }
        }
        return true;
    }

    private static String mapped(String text) {
        StringBuilder out = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean dropped = NOTHING.indexOf(c) >= 0 || (c >= '\uFE00' && c <= '\uFE0F');
            if (!dropped) {
                out.append(SPACES.indexOf(c) >= 0 ? ' ' : c);
            }
        }
        return out.toString();
    }

    private static boolean holdsProhibited(String text) {
        for (int i = 0, codePoint; i < text.length(); i += Character.charCount(codePoint)) {
            codePoint = text.codePointAt(i);
            if (isProhibited(codePoint)) {
                return true;
            }
        }
        return false;
    }

    /** RFC 4013 section 2.3, by Unicode categories. */
    private static boolean isProhibited(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.PRIVATE_USE,
                    Character.SURROGATE -> true;
            default ->
                isNoncharacter(codePoint)
                        || (codePoint >= 0xFFF9 && codePoint <= 0xFFFD)
                        || (codePoint >= 0x2FF0 && codePoint <= 0x2FFB);
        };
    }

    private static boolean isNoncharacter(int codePoint) {
        return (codePoint & 0xFFFE) == 0xFFFE || (codePoint >= 0xFDD0 && codePoint <= 0xFDEF);
    }
}
