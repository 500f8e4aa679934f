package io.github.pop3testserver.internal.x509;

import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;

/** What a client needs to trust this JVM's test CA, and no other. */
public final class ClientTrust {

    private static final String ALIAS = "pop3-test-server-ca";

    private ClientTrust() {}

    /**
     * A new context for clients. It cannot resume a session of an earlier test.
     *
     * @param certificates what the client can present; none by default
     */
    public static SSLContext trustingContext(KeyManager... certificates) {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(certificates, new TrustManager[] {trustManager()}, null);
            return context;
        } catch (GeneralSecurityException e) {
            throw unable(e);
        }
    }

    /** Accepts what the CA has issued, to a client or to a server. */
    static X509TrustManager trustManager() {
        try {
            TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            factory.init(keyStore());
            return (X509TrustManager) factory.getTrustManagers()[0];
        } catch (GeneralSecurityException | IOException e) {
            throw unable(e);
        }
    }

    private static IllegalStateException unable(Exception cause) {
        return new IllegalStateException("this Java runtime cannot make a TLS context for clients", cause);
    }

    /**
     * A PKCS12 file with the CA's certificate, for {@code javax.net.ssl.trustStore}. It is the same file for every
     * caller.
     *
     * @throws ExceptionInInitializerError if it cannot be written
     */
    public static Path trustStore() {
        return TrustStoreFile.PATH;
    }

    /**
     * The same in PEM, for clients outside of Java.
     *
     * @throws ExceptionInInitializerError if it cannot be written
     */
    public static Path caFile() {
        return CaFile.PATH;
    }

    /** Written on first use. */
    private static final class TrustStoreFile {
        static final Path PATH = write();

        private static Path write() {
            try {
                return ClientFile.of(keyStore(), "truststore");
            } catch (GeneralSecurityException | IOException e) {
                throw new IllegalStateException("this Java runtime cannot write a PKCS12 truststore", e);
            }
        }
    }

    /** Written on first use. */
    private static final class CaFile {
        static final Path PATH = write();

        private static Path write() {
            try {
                byte[] certificate = Authority.trusted().certificate().getEncoded();
                return ClientFile.of(ClientFile.pem("CERTIFICATE", certificate), "CA's certificate");
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException("this Java runtime cannot encode a certificate", e);
            }
        }
    }

    private static KeyStore keyStore() throws GeneralSecurityException, IOException {
        KeyStore keyStore = ClientFile.newKeyStore();
        keyStore.setCertificateEntry(ALIAS, Authority.trusted().certificate());
        return keyStore;
    }
}
