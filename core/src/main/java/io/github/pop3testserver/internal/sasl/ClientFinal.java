package io.github.pop3testserver.internal.sasl;

/**
 * SCRAM's client-final-message (RFC 5802 section 7).
 *
 * @param withoutProof the message up to its proof, which is the last attribute
 * @param binding the gs2-header again, in base64
 * @param nonce the client's and the server's
 * @param proof in base64
 */
record ClientFinal(String withoutProof, String binding, String nonce, String proof) {

    static ClientFinal of(String message) throws Refused {
        int proof = message.lastIndexOf(",p=");
        if (proof < 0) {
            throw Refused.malformed("the message has no proof (RFC 5802 section 7)");
        }
        String withoutProof = message.substring(0, proof);
        ScramAttributes attributes = new ScramAttributes(withoutProof);
        String binding = attributes.required('c');
        String nonce = attributes.required('r');
        attributes.extensions();
        return new ClientFinal(withoutProof, binding, nonce, base64(message.substring(proof + 3)));
    }

    private static String base64(String proof) throws Refused {
        if (!proof.matches("(?:[A-Za-z0-9+/]{4})*+(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?")) {
            throw Refused.malformed("the proof is not base64 (RFC 5802 section 7)");
        }
        return proof;
    }
}
