package io.github.pop3testserver.internal.x509;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** A certificate authority (CA). Its key is generated in this JVM and never leaves it. */
final class Authority {

    /** Longer than the validity of any certificate it issues, including expired ones. */
    private static final Duration PAST = Duration.ofDays(400);

    private static final Duration FUTURE = Duration.ofDays(3650);

    private static final Authority TRUSTED = named("POP3 Test Server CA");

    /** One key pair is enough for all servers: tests vary only the issuer, names and dates of a certificate. */
    private static final KeyPair SERVER_KEYS = newKeys();

    /** The same for clients. Created on first use, because few tests need it. */
    private static final class Client {
        static final KeyPair KEYS = newKeys();
    }

    private final String name;
    private final KeyPair keys;
    private final X509Certificate certificate;

    private Authority(String name, KeyPair keys, X509Certificate certificate) {
        this.name = name;
        this.keys = keys;
        this.certificate = certificate;
    }

    /** The CA that clients trust. */
    static Authority trusted() {
        return TRUSTED;
    }

    /** A CA that no client trusts. */
    static Authority unknown() {
        return Unknown.AUTHORITY;
    }

    /** Created on first use, because few tests need it. */
    private static final class Unknown {
        static final Authority AUTHORITY = named("Unknown CA");
    }

    private static Authority named(String name) {
        KeyPair keys = newKeys();
        Instant now = Instant.now();
        CertificateDraft draft = new CertificateDraft(
                name,
                keys.getPublic(),
                now.minus(PAST),
                now.plus(FUTURE),
                List.of(
                        Extension.authority(),
                        Extension.authorityKeyUsage(),
                        Extension.subjectKeyIdentifier(keys.getPublic()),
                        Extension.authorityKeyIdentifier(keys.getPublic())));
        return new Authority(name, keys, sign(draft, name, keys));
    }

    X509Certificate certificate() {
        return certificate;
    }

    /** Issues a certificate for a server with these names, with dates relative to now. */
    Identity issue(List<String> hosts, Duration begin, Duration end) {
        Instant now = Instant.now();
        return issue(hosts, now.plus(begin), now.plus(end));
    }

    /** Issues a certificate for a server with these names. */
    Identity issue(List<String> hosts, Instant notBefore, Instant notAfter) {
        List<byte[]> purpose = List.of(Extension.serverAuth(), Extension.subjectAltName(hosts));
        return issue(hosts.get(0), SERVER_KEYS, notBefore, notAfter, purpose);
    }

    /** Issues a certificate for a client, with dates relative to now. The user is its common name. */
    Identity issueToClient(String user, Duration begin, Duration end) {
        Instant now = Instant.now();
        return issue(user, Client.KEYS, now.plus(begin), now.plus(end), List.of(Extension.clientAuth()));
    }

    private Identity issue(
            String subject, KeyPair subjectKeys, Instant notBefore, Instant notAfter, List<byte[]> purpose) {
        List<byte[]> extensions = new ArrayList<>(List.of(Extension.endEntityKeyUsage()));
        extensions.addAll(purpose);
        extensions.add(Extension.subjectKeyIdentifier(subjectKeys.getPublic()));
        extensions.add(Extension.authorityKeyIdentifier(keys.getPublic()));
        CertificateDraft draft =
                new CertificateDraft(subject, subjectKeys.getPublic(), notBefore, notAfter, extensions);
        return new Identity(subjectKeys.getPrivate(), sign(draft, name, keys));
    }

    private static X509Certificate sign(CertificateDraft draft, String issuer, KeyPair issuerKeys) {
        try {
            return draft.signedBy(issuer, issuerKeys.getPrivate());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("cannot sign a test certificate", e);
        }
    }

    private static KeyPair newKeys() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(
                    "this Java runtime cannot make a key on the curve P-256 (secp256r1); before Java 22 that takes the"
                            + " module jdk.crypto.ec",
                    e);
        }
    }
}
