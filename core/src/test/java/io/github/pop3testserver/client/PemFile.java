package io.github.pop3testserver.client;

import io.github.pop3testserver.model.Pop3Endpoint;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.Base64;

/** The test authority's certificate, for clients that take no PKCS12. */
final class PemFile {

    private PemFile() {}

    static Path of(Pop3Endpoint endpoint, Path folder) throws IOException, GeneralSecurityException {
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(endpoint.trustStore())) {
            trusted.load(in, "changeit".toCharArray());
        }
        Certificate certificate = trusted.getCertificate(trusted.aliases().nextElement());
        String base64 = Base64.getMimeEncoder().encodeToString(certificate.getEncoded());
        return Files.writeString(
                folder.resolve("ca.pem"), "-----BEGIN CERTIFICATE-----\n" + base64 + "\n-----END CERTIFICATE-----\n");
    }
}
