package io.github.pop3testserver.internal.x509;

import io.github.pop3testserver.internal.octets.Hash;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.util.Arrays;
import java.util.List;

/** Writes the extensions of a certificate (RFC 5280 section 4.2.1). */
final class Extension {

    private static final String SUBJECT_KEY_IDENTIFIER = "2.5.29.14";
    private static final String KEY_USAGE = "2.5.29.15";
    private static final String SUBJECT_ALT_NAME = "2.5.29.17";
    private static final String BASIC_CONSTRAINTS = "2.5.29.19";
    private static final String AUTHORITY_KEY_IDENTIFIER = "2.5.29.35";
    private static final String EXTENDED_KEY_USAGE = "2.5.29.37";
    private static final String SERVER_AUTH = "1.3.6.1.5.5.7.3.1";
    private static final String CLIENT_AUTH = "1.3.6.1.5.5.7.3.2";

    /** Bits of a key usage. */
    private static final int DIGITAL_SIGNATURE = 0;

    private static final int KEY_CERT_SIGN = 5;
    private static final int CRL_SIGN = 6;

    /** The length of an uncompressed point of P-256, the last part of a public key's encoding. */
    private static final int POINT_OCTETS = 65;

    private static final int KEY_IDENTIFIER_OCTETS = 20;

    private Extension() {}

    /** Marks a CA's certificate. The CA may not issue certificates for other CAs. */
    static byte[] authority() {
        return critical(BASIC_CONSTRAINTS, Der.sequence(Der.TRUE, Der.integer(0)));
    }

    static byte[] authorityKeyUsage() {
        return critical(KEY_USAGE, Der.namedBits(KEY_CERT_SIGN, CRL_SIGN));
    }

    /** TLS 1.2 and 1.3 need no other usage of an ECDSA key. */
    static byte[] endEntityKeyUsage() {
        return critical(KEY_USAGE, Der.namedBits(DIGITAL_SIGNATURE));
    }

    static byte[] serverAuth() {
        return extension(EXTENDED_KEY_USAGE, Der.sequence(Der.oid(SERVER_AUTH)));
    }

    static byte[] clientAuth() {
        return extension(EXTENDED_KEY_USAGE, Der.sequence(Der.oid(CLIENT_AUTH)));
    }

    static byte[] subjectAltName(List<String> hosts) {
        byte[][] names = new byte[hosts.size()][];
        for (int i = 0; i < names.length; i++) {
            names[i] = HostName.generalName(hosts.get(i));
        }
        return extension(SUBJECT_ALT_NAME, Der.sequence(names));
    }

    static byte[] subjectKeyIdentifier(PublicKey subject) {
        return extension(SUBJECT_KEY_IDENTIFIER, Der.octetString(keyIdentifier(subject)));
    }

    static byte[] authorityKeyIdentifier(PublicKey issuer) {
        return extension(AUTHORITY_KEY_IDENTIFIER, Der.sequence(Der.implicit(0, keyIdentifier(issuer))));
    }

    // RFC 7093 section 2, method 1. The older method needs SHA-1, which some platforms no longer have.
    private static byte[] keyIdentifier(PublicKey key) {
        byte[] encoded = key.getEncoded();
        MessageDigest hash = Hash.function("SHA-256");
        hash.update(encoded, encoded.length - POINT_OCTETS, POINT_OCTETS);
        return Arrays.copyOf(hash.digest(), KEY_IDENTIFIER_OCTETS);
    }

    private static byte[] critical(String oid, byte[] value) {
        return Der.sequence(Der.oid(oid), Der.TRUE, Der.octetString(value));
    }

    private static byte[] extension(String oid, byte[] value) {
        return Der.sequence(Der.oid(oid), Der.octetString(value));
    }
}
