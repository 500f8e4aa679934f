package io.github.pop3testserver.internal.sasl;

import io.github.pop3testserver.internal.octets.Utf8;
import java.nio.ByteBuffer;

/** Reads the text in client responses, and refuses malformed text. */
final class ClientText {

    private ClientText() {}

    static String utf8(byte[] octets) throws Refused {
        String text = Utf8.decode(ByteBuffer.wrap(octets));
        if (text == null) {
            throw Refused.malformed("the response is not UTF-8");
        }
        return text;
    }

    /** A user name or authorization identity, prepared with SASLprep (RFC 5034 section 4). */
    static String name(String sent) throws Refused {
        String prepared = SaslPrep.prepared(sent);
        if (prepared == null) {
            throw Refused.malformed("the user name is empty or holds characters that SASLprep prohibits (RFC 4013)");
        }
        return prepared;
    }

    /** Whether the text is visible US-ASCII, and not empty. */
    static boolean isPrintable(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) <= ' ' || text.charAt(i) > '~') {
                return false;
            }
        }
        return !text.isEmpty();
    }

    /** A saslname, which escapes commas and equals signs (RFC 5802 section 7). */
    static String saslName(String encoded) throws Refused {
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
        throw Refused.malformed("a user name has a = that is not followed by 2C or 3D (RFC 5802 section 5.1)");
    }

    /**
     * The start of SCRAM and OAUTHBEARER messages, such as {@code n,a=user,} (RFC 5802 section 7).
     *
     * @param text the header itself
     * @param authzid the authorization identity, decoded; empty if there is none
     * @param rest what follows the header
     */
    record Gs2Header(String text, String authzid, String rest) {

        /** {@code y} means the same as {@code n}: no mechanism here offers channel binding (RFC 5802 section 6). */
        static Gs2Header of(String message) throws Refused {
            if (message.startsWith("p=")) {
                throw Refused.malformed("channel binding is not offered (RFC 5802 section 6)");
            }
            int end = message.indexOf(',', 2);
            if (!(message.startsWith("n,") || message.startsWith("y,")) || end < 0) {
                throw Refused.malformed("the response does not begin with a gs2-header (RFC 5802 section 7)");
            }
            return new Gs2Header(
                    message.substring(0, end + 1), authzid(message.substring(2, end)), message.substring(end + 1));
        }

        private static String authzid(String attribute) throws Refused {
            if (attribute.isEmpty()) {
                return "";
            }
            if (!attribute.startsWith("a=")) {
                throw Refused.malformed("the gs2-header holds something else than a= (RFC 5802 section 7)");
            }
            return saslName(attribute.substring(2));
        }
    }
}
