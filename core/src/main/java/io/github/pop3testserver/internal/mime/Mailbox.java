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
        // RFC 5322 section 3.6.7: the return path of a notification
        boolean emptyPath = name.isEmpty() && address.equals("<>");
        if (!emptyPath && !isAddrSpec(withoutBrackets())) {
            throw new NotAnAddress("has \"" + text + "\", which is not an address");
        }
    }

    private String withoutBrackets() {
        return address.startsWith("<") ? address.substring(1, address.length() - 1) : address;
    }

    /** Whether printable ASCII is an address (RFC 5322 section 3.4.1). */
    private static boolean isAddrSpec(String text) {
        int at = text.lastIndexOf('@');
        if (at < 0) {
            return false;
        }
        String local = text.substring(0, at);
        String domain = text.substring(at + 1);
        return (isDotAtom(local) || isEnclosed(local, '"', '"')) && (isDotAtom(domain) || isEnclosed(domain, '[', ']'));
    }

    private static boolean isDotAtom(String text) {
        boolean afterDot = true;
        for (int i = 0; i < text.length(); i++) {
            boolean dot = text.charAt(i) == '.';
            if (dot ? afterDot : !Ascii.isAtom(text.charAt(i))) {
                return false;
            }
            afterDot = dot;
        }
        return !afterDot;
    }

    /** Whether it has these characters at its ends, and neither of them between, except after a backslash. */
    private static boolean isEnclosed(String text, char open, char close) {
        int last = text.length() - 1;
        if (last < 1 || text.charAt(0) != open || text.charAt(last) != close) {
            return false;
        }
        int at = 1;
        while (at < last && text.charAt(at) != open && text.charAt(at) != close) {
            at += text.charAt(at) == '\\' ? 2 : 1;
        }
        return at == last;
    }

    String encode(int firstLineRoom) {
        String phrase = name.isEmpty() ? "" : Phrase.encode(name, firstLineRoom) + " ";
        return phrase + address + (comment.isEmpty() ? "" : " " + comment);
    }
}
