package io.github.pop3testserver.internal.x509;

import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/** A client's certificate and its private key. The common name of its subject is the user. */
public final class ClientIdentity {

    /** In a name as text (RFC 4514 section 3), where a backslash escapes. */
    private static final Pattern COMMON_NAME = Pattern.compile("(?:^|[,+])CN=((?:[^\\\\,+]|\\\\.)*)");

    private final Identity identity;

    /** Empty until it is written, like the next one. If two threads write one each, one of them is not used. */
    private final AtomicReference<@Nullable Path> keyStore = new AtomicReference<>();

    private final AtomicReference<@Nullable Path> pemFile = new AtomicReference<>();

    private ClientIdentity(Identity identity) {
        this.identity = identity;
    }

    /** From the CA whose certificates servers accept. */
    public static ClientIdentity issued(String user, Duration begin, Duration end) {
        return new ClientIdentity(Authority.trusted().issueToClient(user, begin, end));
    }

    /** From a CA that no server knows. */
    public static ClientIdentity issuedByUnknown(String user, Duration begin, Duration end) {
        return new ClientIdentity(Authority.unknown().issueToClient(user, begin, end));
    }

    public X509Certificate certificate() {
        return identity.certificate();
    }

    /** A new context for clients that trusts this JVM's test CA, and presents the certificate whatever the server accepts. */
    public SSLContext context() {
        return ClientTrust.trustingContext(new IdentityKeyManager(identity));
    }

    /** A PKCS12 file with the private key and the certificate. The first call writes it. */
    public Path keyStore() {
        return keyStore.updateAndGet(written -> written == null ? writeKeyStore() : written);
    }

    private Path writeKeyStore() {
        try {
            KeyStore content = ClientFile.newKeyStore();
            content.setKeyEntry("client", identity.key(), ClientFile.PASSWORD.toCharArray(), new Certificate[] {
                identity.certificate()
            });
            return ClientFile.of(content, "client certificate");
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("this Java runtime cannot write a PKCS12 key store", e);
        }
    }

    /** A PEM file with the certificate and the private key. The first call writes it. */
    public Path pemFile() {
        return pemFile.updateAndGet(written -> written == null ? writePem() : written);
    }

    private Path writePem() {
        try {
            String pem = ClientFile.pem("CERTIFICATE", identity.certificate().getEncoded())
                    + ClientFile.pem("PRIVATE KEY", identity.key().getEncoded());
            return ClientFile.of(pem, "client certificate");
        } catch (CertificateEncodingException e) {
            throw new IllegalStateException("this Java runtime cannot encode a certificate", e);
        }
    }

    /** The user that a certificate names; empty if it names none. */
    public static String userOf(X509Certificate certificate) {
        Matcher name = COMMON_NAME.matcher(certificate.getSubjectX500Principal().getName());
        return name.find() ? name.group(1).replaceAll("\\\\(.)", "$1") : "";
    }
}
