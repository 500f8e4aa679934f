package io.github.pop3testserver.internal.mime;

/**
 * Writes the value of a header field that holds addresses (RFC 5322 section 3.4): mailboxes and groups of them. Only display
 * names are encoded (RFC 2047 section 5). Anything else is refused.
 */
final class AddressList {

    private final String field;
    private final String value;
    private final int firstLineRoom;
    private final StringBuilder out;

    /** The start of the mailbox or group name that is being read. */
    private int start;

    private boolean inGroup;

    private AddressList(String field, String value, int firstLineRoom) {
        this.field = field;
        this.value = value;
        this.firstLineRoom = firstLineRoom;
        this.out = new StringBuilder(value.length());
    }

    /**
     * Returns the value with its display names encoded.
     *
     * @param firstLineRoom the number of characters that fit on the first line
     * @throws IllegalArgumentException if the value is not a list of addresses
     */
    static String encode(String field, String value, int firstLineRoom) {
        AddressList list = new AddressList(field, value, firstLineRoom);
        try {
            return list.encode();
        } catch (NotAnAddress reason) {
            throw new IllegalArgumentException(
                    "the value of " + field + ", \"" + value + "\", " + reason.getMessage()
                            + "; write each address as \"José <jose@example.com>\", its name in quotation marks if that"
                            + " holds a comma, colon or semicolon, with commas between addresses, or seed the exact octets"
                            + " with raw(...)",
                    reason);
        }
    }

    private String encode() throws NotAnAddress {
        for (int at = 0; at < value.length(); at = AddressParts.partEnd(value, at)) {
            switch (value.charAt(at)) {
                case ',' -> mailboxEnds(at);
                case ':' -> groupBegins(at);
                case ';' -> groupEnds(at);
                default -> {}
            }
        }
        mailboxEnds(value.length());
        if (inGroup) {
            throw new NotAnAddress("has a group that does not end in a semicolon");
        }
        if (out.isEmpty() && !mayBeEmpty()) {
            throw new NotAnAddress("has no address");
        }
        return out.toString();
    }

    /** RFC 5322 section 3.6.3. */
    private boolean mayBeEmpty() {
        return field.equalsIgnoreCase("Bcc") || field.equalsIgnoreCase("Resent-Bcc");
    }

    /** RFC 5322 section 4.4: old lists may have nothing between two commas. */
    private void mailboxEnds(int end) throws NotAnAddress {
        String text = value.substring(start, end).strip();
        if (!text.isEmpty()) {
            append(Mailbox.of(text).encode(firstLineRoom));
        }
        start = end + 1;
    }

    private void groupBegins(int colon) throws NotAnAddress {
        String name = value.substring(start, colon).strip();
        if (name.isEmpty() || inGroup) {
            throw new NotAnAddress("has a colon that is not after the name of a group");
        }
        append(Phrase.encode(name, firstLineRoom) + ":");
        inGroup = true;
        start = colon + 1;
    }

    private void groupEnds(int semicolon) throws NotAnAddress {
        if (!inGroup) {
            throw new NotAnAddress("has a semicolon that does not end a group");
        }
        mailboxEnds(semicolon);
        out.append(';');
        inGroup = false;
    }

    private void append(String element) {
        if (!out.isEmpty()) {
            out.append(out.charAt(out.length() - 1) == ':' ? " " : ", ");
        }
        out.append(element);
    }
}
