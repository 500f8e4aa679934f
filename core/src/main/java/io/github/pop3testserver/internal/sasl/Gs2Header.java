package io.github.pop3testserver.internal.sasl;

/**
 * What SCRAM and OAUTHBEARER messages begin with, such as {@code n,a=user,} (RFC 5802 section 7).
 *
 * @param text the header itself
 * @param authzid the authorization identity, decoded; empty if there is none
 * @param rest what follows the header
 */
record Gs2Header(String text, String authzid, String rest) {

    /** {@code y} is as good as {@code n}: no mechanism here offers channel binding (RFC 5802 section 6). */
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
        return SaslName.decoded(attribute.substring(2));
    }
}
