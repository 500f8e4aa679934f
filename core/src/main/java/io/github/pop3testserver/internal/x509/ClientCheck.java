package io.github.pop3testserver.internal.x509;

import java.security.GeneralSecurityException;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;

/**
 * How a server checks client certificates: the test CA must have issued them. It says in words what is wrong, because
 * transcripts show these words. A server that asks for no certificate never uses it. With null in its place, Java would
 * load all the CAs that it ships with.
 */
final class ClientCheck implements X509TrustManager {

    static final TrustManager[] MANAGERS = {new ClientCheck()};

    private ClientCheck() {}

    /** Created on first use. */
    private static final class Standard {
        static final X509TrustManager CHECK = ClientTrust.trustManager();
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType) throws CertificateException {
        try {
            Standard.CHECK.checkClientTrusted(chain, authType);
        } catch (CertificateException e) {
            String subject = chain[0].getSubjectX500Principal().getName();
            throw new CertificateException("the client's certificate (" + subject + ") " + fault(chain[0], e), e);
        }
    }

    private static String fault(X509Certificate certificate, CertificateException failure) {
        try {
            certificate.verify(Authority.trusted().certificate().getPublicKey());
        } catch (GeneralSecurityException e) {
            return "is from an unknown issuer ("
                    + certificate.getIssuerX500Principal().getName() + ")";
        }
        try {
            certificate.checkValidity();
        } catch (CertificateException e) {
            return "expired at " + certificate.getNotAfter().toInstant();
        }
        return "is not one for a client: " + failure.getMessage();
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType) throws CertificateException {
        throw new CertificateException("this context is for servers only");
    }

    /** The server names them to the client (RFC 5246 section 7.4.4), which may have several certificates. */
    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return new X509Certificate[] {Authority.trusted().certificate()};
    }
}
