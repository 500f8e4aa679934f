package io.github.pop3testserver.internal.x509;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.UnrecoverableKeyException;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * Creates TLS contexts for servers. Each is new, and resumes no session of another. Dates are relative to now; negative
 * ones are in the past.
 */
public final class ServerContexts {

    private ServerContexts() {}

    /** With a certificate of the CA that {@link ClientTrust} trusts. */
    public static SSLContext issued(List<String> hosts, Duration begin, Duration end) {
        return Authority.trusted().issue(hosts, begin, end).serverContext();
    }

    /** With a certificate of a CA that no client trusts. */
    public static SSLContext issuedByUnknown(List<String> hosts, Duration begin, Duration end) {
        return Authority.unknown().issue(hosts, begin, end).serverContext();
    }

    /**
     * With the private keys and certificates of a PKCS12 file. Java reads JKS files under this name too.
     *
     * @throws IllegalArgumentException if the file cannot be read, is not a key store, or has no private key that the
     *     password opens
     */
    public static SSLContext stored(Path file, String password) {
        try {
            KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            factory.init(read(file, password), password.toCharArray());
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(factory.getKeyManagers(), ClientCheck.MANAGERS, null);
            return context;
        } catch (UnrecoverableKeyException e) {
            throw unusable(file, "has a private key with its own password; give it the password of the key store", e);
        } catch (GeneralSecurityException e) {
            throw unusable(file, "cannot be used: " + e, e);
        }
    }

    private static KeyStore read(Path file, String password) throws GeneralSecurityException {
        KeyStore keyStore = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            keyStore.load(in, password.toCharArray());
        } catch (IOException e) {
            throw e.getCause() instanceof UnrecoverableKeyException
                    ? unusable(file, "has a different password than the one given", e)
                    : unusable(file, "cannot be read: " + e + "; give a PKCS12 file", e);
        }
        for (String alias : Collections.list(keyStore.aliases())) {
            if (keyStore.isKeyEntry(alias)) {
                return keyStore;
            }
        }
        throw unusable(file, "has no private key; give one that has, with its certificate", null);
    }

    private static IllegalArgumentException unusable(Path file, String why, @Nullable Exception cause) {
        return new IllegalArgumentException("the key store " + file.toAbsolutePath() + " " + why, cause);
    }
}
