package io.github.pop3testserver.internal.x509;

import java.io.ByteArrayInputStream;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;

/**
 * The contents of an X.509 v3 certificate before an issuer signs it (RFC 5280 section 4.1).
 *
 * @param subject the common name of its owner
 */
record CertificateDraft(String subject, PublicKey key, Instant notBefore, Instant notAfter, List<byte[]> extensions) {

    private static final byte[] VERSION_3 = Der.explicit(0, Der.integer(2));

    /** RFC 5758 section 3.2: ecdsa-with-SHA256, without parameters. */
    private static final byte[] ECDSA_WITH_SHA256 = Der.sequence(Der.oid("1.2.840.10045.4.3.2"));

    /** Random, positive, and at most 20 octets long (RFC 5280 section 4.1.2.2). */
    private static final int SERIAL_BITS = 127;

    private static final String ORGANIZATION_NAME = "2.5.4.10";
    private static final String COMMON_NAME = "2.5.4.3";

    /** RFC 5280 appendix A: ub-common-name. A longer name is left out, because the subjectAltName has it in full. */
    private static final int LONGEST_COMMON_NAME = 64;

    X509Certificate signedBy(String issuer, PrivateKey issuerKey) throws GeneralSecurityException {
        byte[] toBeSigned = toBeSigned(issuer);
        Signature signature = Signature.getInstance("SHA256withECDSA");
        signature.initSign(issuerKey);
        signature.update(toBeSigned);
        byte[] certificate = Der.sequence(toBeSigned, ECDSA_WITH_SHA256, Der.bitString(signature.sign()));
        return (X509Certificate)
                CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(certificate));
    }

    private byte[] toBeSigned(String issuer) {
        return Der.sequence(
                VERSION_3,
                Der.integer(serial()),
                ECDSA_WITH_SHA256,
                name(issuer),
                Der.sequence(Der.time(notBefore), Der.time(notAfter)),
                name(subject),
                key.getEncoded(), // already a SubjectPublicKeyInfo
                Der.explicit(3, Der.sequence(extensions.toArray(new byte[0][]))));
    }

    private static byte[] name(String commonName) {
        byte[] organization = attribute(ORGANIZATION_NAME, "POP3 Test Server");
        return commonName.length() > LONGEST_COMMON_NAME
                ? Der.sequence(organization)
                : Der.sequence(organization, attribute(COMMON_NAME, commonName));
    }

    private static byte[] attribute(String type, String value) {
        return Der.set(Der.sequence(Der.oid(type), Der.utf8(value)));
    }

    private static BigInteger serial() {
        return new BigInteger(SERIAL_BITS, new SecureRandom()).setBit(SERIAL_BITS - 1);
    }
}
