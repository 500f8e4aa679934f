package io.github.pop3testserver.internal.mime;

/**
 * One mailbox (RFC 5322 section 3.4).
 *
 * @param name in Unicode; empty if there is none
 * @param address with its angle brackets, if it has some
 * @param comment with its parentheses; empty if there is none after the address
 */
record Mailbox(String name, String address, String comment) {

    static Mailbox of(String text) throws NotAnAddress {
        int commentStart = AddressParts.trailingComment(text);
        String mailbox = text.substring(0, commentStart).strip();
        String comment = text.substring(commentStart);
        int bracket = mailbox.endsWith(">") ? Math.max(0, mailbox.lastIndexOf('<')) : 0;
        Mailbox read = new Mailbox(mailbox.substring(0, bracket).strip(), mailbox.substring(bracket), comment);
        read.check(text);
        return read;
    }

    private void check(String text) throws NotAnAddress {
        if (!Ascii.isPrintable(address) || !Ascii.isPrintable(comment)) {
            throw new NotAnAddress(
                    "has the address \"" + text + "\", which is not ASCII: only a display name may be more");
        }
        boolean emptyPath = name.isEmpty() && address.equals("<>"); // RFC 5322 section 3.6.7: of a notification
        if (!emptyPath && !AddrSpec.isValid(withoutBrackets())) {
            throw new NotAnAddress("has \"" + text + "\", which is not an address");
        }
    }

    private String withoutBrackets() {
        return address.startsWith("<") ? address.substring(1, address.length() - 1) : address;
    }

    String encode(int firstRoom) {
        String phrase = name.isEmpty() ? "" : Phrase.encode(name, firstRoom) + " ";
        return phrase + address + (comment.isEmpty() ? "" : " " + comment);
    }
}
