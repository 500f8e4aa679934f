package io.github.pop3testserver.internal.mime;

/** The address itself, without name and brackets (RFC 5322 section 3.4.1). */
final class AddrSpec {

    private AddrSpec() {}

    /** @param text printable ASCII */
    static boolean isValid(String text) {
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

    /** Whether it begins and ends so, with nothing between that would end it before. */
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
}
