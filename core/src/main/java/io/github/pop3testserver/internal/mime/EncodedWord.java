package io.github.pop3testserver.internal.mime;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Base64;

/** Writes Unicode text as encoded-words (RFC 2047) in UTF-8. */
final class EncodedWord {

    /** Every encoded-word begins with this. */
    static final String START = "=?";

    /** Every encoded-word ends with this. */
    static final String END = "?=";

    /** RFC 2047 section 2 allows 75; one is left for the colon after the name of a group of addresses. */
    private static final int LONGEST = 74;

    private static final String BASE64 = "=?UTF-8?B?";
    private static final String QUOTED = "=?UTF-8?Q?";
    private static final int OVERHEAD = BASE64.length() + END.length();

    /** Room for any one code point, 12 characters in the longer encoding, so that each word holds at least one. */
    private static final int SHORTEST = OVERHEAD + 12;

    private EncodedWord() {}

    /** Whether the character is neither printable ASCII nor a tab. */
    static boolean isNeededFor(char c) {
        return (c < ' ' && c != '\t') || c > '~';
    }

    /**
     * Returns the words, separated by spaces.
     *
     * @param firstLineRoom the number of characters that fit on the first line; if these are too few for any word, the first
     *     word needs a new line
     */
    static String encode(String text, int firstLineRoom) {
        boolean quoted = isShorterQuoted(text.getBytes(UTF_8));
        StringBuilder words = new StringBuilder();
        int room = firstLineRoom < SHORTEST ? LONGEST : Math.min(LONGEST, firstLineRoom);
        for (int start = 0, end; start < text.length(); start = end) {
            end = wordEnd(text, start, room - OVERHEAD, quoted);
            words.append(start == 0 ? "" : " ");
            appendWord(words, text.substring(start, end).getBytes(UTF_8), quoted);
            room = LONGEST;
        }
        return words.toString();
    }

    private static boolean isShorterQuoted(byte[] octets) {
        int length = 0;
        for (byte octet : octets) {
            length += quotedLength(octet);
        }
        return length <= base64Length(octets.length);
    }

    /** The end of the longest run of whole code points that fits: RFC 2047 section 5 forbids to split one. */
    private static int wordEnd(String text, int start, int room, boolean quoted) {
        int octets = 0;
        int quotedLength = 0;
        int end = start;
        while (end < text.length()) {
            int next = text.offsetByCodePoints(end, 1);
            for (byte octet : text.substring(end, next).getBytes(UTF_8)) {
                octets++;
                quotedLength += quotedLength(octet);
            }
            if ((quoted ? quotedLength : base64Length(octets)) > room) {
                break;
            }
            end = next;
        }
        return end;
    }

    private static void appendWord(StringBuilder words, byte[] octets, boolean quoted) {
        if (quoted) {
            words.append(QUOTED);
            for (byte octet : octets) {
                appendQuoted(words, octet);
            }
        } else {
            words.append(BASE64).append(Base64.getEncoder().encodeToString(octets));
        }
        words.append(END);
    }

    private static void appendQuoted(StringBuilder words, byte octet) {
        if (octet == ' ') {
            words.append('_');
        } else if (isLiteral(octet)) {
            words.append((char) octet);
        } else {
            Ascii.HEX.toHexDigits(words.append('='), octet);
        }
    }

    private static int quotedLength(byte octet) {
        return octet == ' ' || isLiteral(octet) ? 1 : 3;
    }

    private static int base64Length(int octets) {
        return (octets + 2) / 3 * 4;
    }

    /** Whether the octet needs no encoding anywhere, not even in a display name (RFC 2047 section 5, rule 3). */
    private static boolean isLiteral(byte octet) {
        return Ascii.isLetterOrDigit((char) octet) || "!*+-/".indexOf(octet) >= 0;
    }
}
