package io.github.pop3testserver.benchmarks;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.PKCS8EncodedKeySpec;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/** A key and its certificate, made before anything is measured: the quickest way to TLS there is. */
final class StoredKey {

    /** Names the folder that holds the files, here and in the processes that are started. */
    static final String FOLDER = "benchmark.key";

    private static final char[] PASSWORD = "password".toCharArray();

    private StoredKey() {}

    /** Makes the files and sets the property. */
    static void make() {
        try {
            Path folder = Files.createTempDirectory("benchmark-key");
            Path store = folder.resolve("key.p12");
            keytool(store);
            KeyStore keys = KeyStore.getInstance(store.toFile(), PASSWORD);
            Files.write(folder.resolve("key"), keys.getKey("server", PASSWORD).getEncoded());
            Files.write(
                    folder.resolve("certificate"), keys.getCertificate("server").getEncoded());
            System.setProperty(FOLDER, folder.toString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void keytool(Path store) throws IOException {
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-keyalg",
                        "EC",
                        "-groupname",
                        "secp256r1",
                        "-alias",
                        "server",
                        "-dname",
                        "CN=localhost",
                        "-keystore",
                        store.toString(),
                        "-storetype",
                        "PKCS12",
                        "-storepass",
                        "password")
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        Child.await(keytool);
    }

    static SSLContext context() {
        Path folder = Path.of(System.getProperty(FOLDER));
        try (InputStream certificateFile = Files.newInputStream(folder.resolve("certificate"))) {
            PrivateKey key = KeyFactory.getInstance("EC")
                    .generatePrivate(new PKCS8EncodedKeySpec(Files.readAllBytes(folder.resolve("key"))));
            Certificate certificate = CertificateFactory.getInstance("X.509").generateCertificate(certificateFile);
            KeyStore keys = KeyStore.getInstance("JKS");
            keys.load(null, PASSWORD);
            keys.setKeyEntry("server", key, PASSWORD, new Certificate[] {certificate});
            KeyManagerFactory managers = KeyManagerFactory.getInstance("SunX509");
            managers.init(keys, PASSWORD);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(managers.getKeyManagers(), null, null);
            return context;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
