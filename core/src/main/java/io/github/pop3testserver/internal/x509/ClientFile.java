package io.github.pop3testserver.internal.x509;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;

/**
 * What a client reads from a file. It is in the directory for temporary files, where only the user of this JVM may read
 * it, and is deleted when the JVM exits.
 */
final class ClientFile {

    /** The password of each key store; truststores usually have this one. */
    static final String PASSWORD = "changeit";

    /** RFC 7468 section 2. */
    private static final int PEM_LINE = 64;

    private ClientFile() {}

    /** An empty key store. */
    static KeyStore newKeyStore() throws GeneralSecurityException, IOException {
        KeyStore keyStore = KeyStore.getInstance("PKCS12");
        keyStore.load(null, null);
        return keyStore;
    }

    /** @param what for the message, if it cannot be written */
    static Path of(KeyStore keyStore, String what) throws GeneralSecurityException, IOException {
        ByteArrayOutputStream octets = new ByteArrayOutputStream();
        keyStore.store(octets, PASSWORD.toCharArray());
        return write(octets.toByteArray(), ".p12", what);
    }

    /** @param what for the message, if it cannot be written */
    static Path of(String pem, String what) {
        return write(pem.getBytes(US_ASCII), ".pem", what);
    }

    private static Path write(byte[] content, String suffix, String what) {
        try {
            Path created = Files.createTempFile("pop3-test-server-", suffix);
            created.toFile().deleteOnExit();
            return Files.write(created, content);
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "cannot write the " + what + " into " + System.getProperty("java.io.tmpdir")
                            + "; set java.io.tmpdir to a writable directory",
                    e);
        }
    }

    /** @param label such as {@code CERTIFICATE} (RFC 7468 section 5) */
    static String pem(String label, byte[] der) {
        String base64 = Base64.getMimeEncoder(PEM_LINE, new byte[] {'\n'}).encodeToString(der);
        return "-----BEGIN " + label + "-----\n" + base64 + "\n-----END " + label + "-----\n";
    }
}
