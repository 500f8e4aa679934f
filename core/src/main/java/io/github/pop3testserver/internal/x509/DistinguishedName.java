package io.github.pop3testserver.internal.x509;

/** The name of a subject or an issuer: {@code CN=commonName, O=POP3 Test Server}. */
record DistinguishedName(String commonName) {

    private static final String ORGANIZATION_NAME = "2.5.4.10";
    private static final String COMMON_NAME = "2.5.4.3";

    /** RFC 5280 appendix A: ub-common-name. A longer name is left out, because the subjectAltName has it in full. */
    private static final int LONGEST = 64;

    byte[] der() {
        byte[] organization = attribute(ORGANIZATION_NAME, "POP3 Test Server");
        return commonName.length() > LONGEST
                ? Der.sequence(organization)
                : Der.sequence(organization, attribute(COMMON_NAME, commonName));
    }

    private static byte[] attribute(String type, String value) {
        return Der.set(Der.sequence(Der.oid(type), Der.utf8(value)));
    }
}
