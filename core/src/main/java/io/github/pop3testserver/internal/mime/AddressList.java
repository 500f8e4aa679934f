package io.github.pop3testserver.internal.mime;

/** Writes addresses, separated by commas, so that only their display names are encoded (RFC 5322 section 3.4). */
final class AddressList {

    private AddressList() {}

    static String encode(String addresses, int firstRoom) {
        StringBuilder out = new StringBuilder(addresses.length());
        for (int start = 0, end; start <= addresses.length(); start = end + 1) {
            end = nextComma(addresses, start);
            String address = addresses.substring(start, end).strip();
            if (!address.isEmpty()) {
                out.append(out.isEmpty() ? "" : ", ").append(encodeOne(address, firstRoom));
            }
        }
        return out.toString();
    }

    /** The next comma outside of quotation marks, or the end. */
    private static int nextComma(String addresses, int start) {
        boolean quoted = false;
        for (int i = start; i < addresses.length(); i++) {
            char c = addresses.charAt(i);
            if (c == ',' && !quoted) {
                return i;
            }
            if (c == '\\' && quoted) {
                i++;
            } else if (c == '"') {
                quoted = !quoted;
            }
        }
        return addresses.length();
    }

    private static String encodeOne(String address, int firstRoom) {
        int bracket = address.endsWith(">") ? Math.max(0, address.lastIndexOf('<')) : 0;
        String name = address.substring(0, bracket).strip();
        String mailbox = address.substring(bracket);
        if (!Ascii.isPrintable(mailbox)) {
            throw new IllegalArgumentException("the address \"" + address
                    + "\" is not ASCII; only a display name may be more, as in \"José <jose@example.com>\", or seed the"
                    + " exact octets with raw(...)");
        }
        return name.isEmpty() ? mailbox : phrase(unquoted(name), firstRoom) + " " + mailbox;
    }

    private static String phrase(String name, int firstRoom) {
        if (!Ascii.isPrintable(name)) {
            return EncodedWord.encode(name, firstRoom);
        }
        return isAtoms(name) ? name : quoted(name);
    }

    private static boolean isAtoms(String name) {
        for (int i = 0; i < name.length(); i++) {
            if (name.charAt(i) != ' ' && !Ascii.isAtom(name.charAt(i))) {
                return false;
            }
        }
        return true;
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

    private static String unquoted(String name) {
        if (name.length() < 2 || !name.startsWith("\"") || !name.endsWith("\"")) {
            return name;
        }
        StringBuilder out = new StringBuilder(name.length());
        for (int i = 1; i < name.length() - 1; i++) {
            if (name.charAt(i) == '\\' && i < name.length() - 2) {
                i++;
            }
            out.append(name.charAt(i));
        }
        return out.toString();
    }
}
