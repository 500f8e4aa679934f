package io.github.pop3testserver.internal.mime;

import io.github.pop3testserver.internal.octets.LineEnds;
import java.util.Locale;

/**
 * One header field.
 *
 * @param value the given value, in Unicode
 * @param line the whole field in the message: encoded, folded, ending in CRLF
 * @param provisional whether a maildrop replaces it
 */
record HeaderField(String name, String value, String line, boolean provisional) {

    /** Longest name accepted, so that the value still begins on the first line. */
    private static final int LONGEST_NAME = 70;

    /** The fields that the composer writes itself: a message has each of them once. */
    private static final String[] OWN = {
        "From", "To", "Subject", "Date", "Message-ID", "MIME-Version", "Content-Type", "Content-Transfer-Encoding"
    };

    /** The fields that hold addresses and nothing else: RFC 5322 sections 3.6.2, 3.6.3, 3.6.6 and 3.6.7, RFC 8098. */
    private static final String[] ADDRESSES = {
        "From", "Sender", "Reply-To", "To", "Cc", "Bcc",
        "Resent-From", "Resent-Sender", "Resent-Reply-To", "Resent-To", "Resent-Cc", "Resent-Bcc",
        "Return-Path", "Errors-To", "Disposition-Notification-To", "Return-Receipt-To"
    };

    /** The endings of other names whose fields may hold addresses, such as Delivered-To or X-Envelope-From. */
    private static final String[] ADDRESS_SUFFIXES = {"-to", "-from", "-cc", "-bcc", "-sender"};

    /** Fields with a syntax of their own, in which no text can be encoded (RFC 2047 section 5). */
    private static final String[] WITHOUT_TEXT = {
        "Date",
        "Resent-Date",
        "Message-ID",
        "Resent-Message-ID",
        "In-Reply-To",
        "References",
        "Received",
        "MIME-Version",
        "Content-Type",
        "Content-Transfer-Encoding",
        "Content-Disposition",
        "Content-ID"
    };

    static HeaderField of(String name, String value) {
        checkName(name);
        checkValue(name, value);
        return new HeaderField(name, value, Folding.fold(name, encoded(name, value)), false);
    }

    HeaderField asProvisional() {
        return new HeaderField(name, value, line, true);
    }

    boolean isOwn() {
        return contains(OWN, name);
    }

    private static String encoded(String name, String value) {
        int room = Folding.roomAfter(name);
        if (contains(ADDRESSES, name)) {
            return AddressList.encode(name, value, room);
        }
        if (contains(WITHOUT_TEXT, name)) {
            return withoutText(name, value);
        }
        if (isPlain(value)) {
            return value;
        }
        return mayHoldAddresses(name) && value.indexOf('@') >= 0
                ? AddressList.encode(name, value, room)
                : EncodedWord.encode(value, room);
    }

    private static String withoutText(String name, String value) {
        if (!isAscii(value)) {
            throw new IllegalArgumentException("the value of " + name + ", \"" + value
                    + "\", is not printable ASCII, and nothing can be encoded in"
                    + " this field (RFC 2047 section 5); write it in ASCII, or seed the exact octets with"
                    + " raw(...)");
        }
        return value.strip();
    }

    /** Printable ASCII is left alone, so that you can also give encoded-words. */
    private static boolean isPlain(String value) {
        // Readers drop white space around a value.
        return isAscii(value) && !Folding.hasTooLongWord(value) && value.equals(value.strip());
    }

    private static boolean isAscii(String value) {
        for (int i = 0; i < value.length(); i++) {
            if (EncodedWord.isNeededFor(value.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    private static boolean mayHoldAddresses(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        for (String suffix : ADDRESS_SUFFIXES) {
            if (lower.endsWith(suffix)) {
                return true;
            }
        }
        return false;
    }

    /** RFC 5322 section 3.6.8: printable ASCII without the colon. */
    private static void checkName(String name) {
        boolean valid = !name.isEmpty() && name.length() <= LONGEST_NAME;
        for (int i = 0; valid && i < name.length(); i++) {
            char c = name.charAt(i);
            valid = c > ' ' && c <= '~' && c != ':';
        }
        if (!valid) {
            throw new IllegalArgumentException("\"" + name + "\" is not a header field name; use 1 to " + LONGEST_NAME
                    + " printable ASCII characters without space and colon");
        }
    }

    private static void checkValue(String name, String value) {
        if (!LineEnds.isOneLine(value)) {
            throw new IllegalArgumentException("the value of " + name + ", \"" + value
                    + "\", holds a line break; leave it out (long values are folded by themselves), or seed the exact"
                    + " octets with raw(...)");
        }
    }

    private static boolean contains(String[] names, String name) {
        for (String each : names) {
            if (each.equalsIgnoreCase(name)) {
                return true;
            }
        }
        return false;
    }
}
