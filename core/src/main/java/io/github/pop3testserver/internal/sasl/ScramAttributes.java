package io.github.pop3testserver.internal.sasl;

/** The attributes of a SCRAM message, {@code n=user,r=nonce}, in their fixed order (RFC 5802 section 5.1). */
final class ScramAttributes {

    private final String[] attributes;
    private int next;

    ScramAttributes(String message) {
        this.attributes = message.split(",", -1);
    }

    /** The value of the next attribute, which has to be that one. */
    String required(char name) throws Refused {
        if (next == attributes.length || !isAttribute(attributes[next]) || attributes[next].charAt(0) != name) {
            throw Refused.malformed("the message has no " + name + "= where RFC 5802 section 7 has it");
        }
        return attributes[next++].substring(2);
    }

    /** What is left has to be extensions, which mean nothing here. */
    void extensions() throws Refused {
        for (; next < attributes.length; next++) {
            refuseMandatoryExtension();
            if (!isAttribute(attributes[next])) {
                throw Refused.malformed("the message holds something else than attributes (RFC 5802 section 7)");
            }
        }
    }

    /** RFC 5802 section 5.1: m= MUST cause authentication failure. */
    void refuseMandatoryExtension() throws Refused {
        if (attributes[next].startsWith("m=")) {
            throw Refused.malformed("the message asks for an unknown extension (m=, RFC 5802 section 5.1)");
        }
    }

    private static boolean isAttribute(String text) {
        return text.length() > 2 && text.charAt(1) == '=' && isLetter(text.charAt(0)) && text.indexOf('\0') < 0;
    }

    private static boolean isLetter(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    }
}
