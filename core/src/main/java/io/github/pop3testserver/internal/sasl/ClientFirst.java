package io.github.pop3testserver.internal.sasl;

/**
 * SCRAM's client-first-message (RFC 5802 section 7).
 *
 * @param header its gs2-header
 * @param bare the message without the header
 * @param nonce the client's
 */
record ClientFirst(Gs2Header header, String bare, Identity identity, String nonce) {

    static ClientFirst of(String message) throws Refused {
        Gs2Header header = Gs2Header.of(message);
        ScramAttributes attributes = new ScramAttributes(header.rest());
        attributes.refuseMandatoryExtension();
        String username = SaslName.decoded(attributes.required('n'));
        String nonce = attributes.required('r');
        attributes.extensions();
        if (!Ascii.isPrintable(nonce)) {
            throw Refused.malformed("the nonce is not printable ASCII (RFC 5802 section 7)");
        }
        return new ClientFirst(header, header.rest(), Identity.of(username, header.authzid()), nonce);
    }
}
