package io.github.pop3testserver.internal.mime;

/** Finds the parts of a list of addresses that may hold commas and the like: quoted strings, comments, brackets. */
final class AddressParts {

    private AddressParts() {}

    /** The index after the part that begins at {@code at}: a single character, unless that opens a longer part. */
    static int partEnd(String text, int at) throws NotAnAddress {
        return switch (text.charAt(at)) {
            case '"' -> afterClosing(text, at, '"');
            case '(' -> afterClosing(text, at, ')');
            case '<' -> afterClosing(text, at, '>');
            // A domain literal; any other bracket is part of a name.
            case '[' -> at > 0 && text.charAt(at - 1) == '@' ? afterClosing(text, at, ']') : at + 1;
            default -> at + 1;
        };
    }

    private static int afterClosing(String text, int open, char close) throws NotAnAddress {
        int at = open + 1;
        while (at < text.length() && text.charAt(at) != close) {
            char c = text.charAt(at);
            // RFC 5322 section 3.2.2: comments nest.
            at = c == '\\' ? at + 2 : c == '(' && close == ')' ? afterClosing(text, at, close) : at + 1;
        }
        if (at >= text.length()) {
            throw new NotAnAddress("has a " + text.charAt(open) + " without a " + close + " after it");
        }
        return at + 1;
    }

    /** The start of the comment at the end of the text, or the length of the text if it has none there. */
    static int trailingComment(String text) throws NotAnAddress {
        int at = 0;
        while (at < text.length()) {
            int end = partEnd(text, at);
            if (text.charAt(at) == '(' && end == text.length()) {
                return at;
            }
            at = end;
        }
        return at;
    }
}
