package io.github.pop3testserver.internal.mime;

/**
 * One header field.
 *
 * @param value as it was given, in Unicode
 * @param line as the message carries it: encoded, folded, ending in CRLF
 * @param provisional whether it gives way to what a maildrop says
 */
record HeaderField(String name, String value, String line, boolean provisional) {

    /** Longest name accepted, so that the value still begins on the first line. */
    private static final int LONGEST_NAME = 70;

    /** A word longer than this is encoded, because no line may be longer than 998 octets (RFC 5322 section 2.1.1). */
    private static final int LONGEST_PLAIN_WORD = 900;

    /** The fields that the composer writes itself: a message has each of them once. */
    private static final String[] OWN = {
        "From", "To", "Subject", "Date", "Message-ID", "MIME-Version", "Content-Type", "Content-Transfer-Encoding"
    };

    /** The fields that hold addresses (RFC 5322 sections 3.6.2 and 3.6.3): only display names may be encoded there. */
    private static final String[] ADDRESSES = {"From", "Sender", "Reply-To", "To", "Cc", "Bcc"};

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
            return AddressList.encode(value, room);
        }
        return isPlain(value) ? value : EncodedWord.encode(value, room);
    }

    /** Printable ASCII is left alone, so that ready-made encoded-words can be given too. */
    private static boolean isPlain(String value) {
        int wordStart = 0;
        for (int i = 0; i < value.length(); i++) {
            if (Folding.isBreakable(value, i)) {
                wordStart = i;
            }
            if (EncodedWord.isNeededFor(value.charAt(i)) || i - wordStart > LONGEST_PLAIN_WORD) {
                return false;
            }
        }
        return value.equals(value.strip()); // readers drop white space around a value
    }

    /** RFC 5322 section 3.6.8: printable ASCII without the colon. */
    private static void checkName(String name) {
        boolean good = !name.isEmpty() && name.length() <= LONGEST_NAME;
        for (int i = 0; good && i < name.length(); i++) {
            char c = name.charAt(i);
            good = c > ' ' && c <= '~' && c != ':';
        }
        if (!good) {
            throw new IllegalArgumentException("\"" + name + "\" is no name of a header field; use 1 to " + LONGEST_NAME
                    + " printable ASCII characters without space and colon");
        }
    }

    private static void checkValue(String name, String value) {
        if (value.indexOf('\r') >= 0 || value.indexOf('\n') >= 0) {
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
