package io.github.pop3testserver.internal.sasl;

/** A user name within a message that commas divide (saslname, RFC 5802 section 7). */
final class SaslName {

    private SaslName() {}

    static String decoded(String encoded) throws Refused {
        if (encoded.isEmpty()) {
            throw Refused.malformed("a user name is empty (RFC 5802 section 7)");
        }
        StringBuilder name = new StringBuilder(encoded.length());
        for (int i = 0; i < encoded.length(); i++) {
            char c = encoded.charAt(i);
            if (c == '=') {
                c = escaped(encoded, i);
                i += 2;
            }
            name.append(c);
        }
        return name.toString();
    }

    private static char escaped(String encoded, int equalsSign) throws Refused {
        if (encoded.startsWith("=2C", equalsSign)) {
            return ',';
        }
        if (encoded.startsWith("=3D", equalsSign)) {
            return '=';
        }
        throw Refused.malformed("a user name holds = without 2C or 3D behind it (RFC 5802 section 5.1)");
    }
}
