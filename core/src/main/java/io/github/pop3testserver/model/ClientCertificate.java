package io.github.pop3testserver.model;

import io.github.pop3testserver.internal.x509.ClientIdentity;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * A client certificate with its private key, for a server that asks for one: a valid certificate, or one that the server
 * must reject.
 *
 * <pre>{@code
 * Properties properties = server.endpoint().jakartaMailProperties();
 * properties.put("mail.pop3s.ssl.socketFactory", ClientCertificate.valid("alice").sslContext().getSocketFactory());
 * }</pre>
 *
 * <p>The certificate is for one user, the common name (CN) of its subject. With it, the user can log in by SASL EXTERNAL
 * (RFC 4422 appendix A). The test CA of this JVM signs it, except that of {@link #fromUnknownIssuer}. It is generated
 * when it is first needed.
 */
public final class ClientCertificate {

    /** RFC 5280 appendix A: ub-common-name. */
    private static final int LONGEST_USERNAME = 64;

    private static final Duration DAY = Duration.ofDays(1);
    private static final Duration MONTH = Duration.ofDays(31);

    private final String description;
    private final Supplier<ClientIdentity> source;

    /** Empty until first needed. */
    private final AtomicReference<@Nullable ClientIdentity> identity = new AtomicReference<>();

    private ClientCertificate(String description, Supplier<ClientIdentity> source) {
        this.description = description;
        this.source = source;
    }

    /**
     * Returns a valid certificate for this user.
     *
     * @throws IllegalArgumentException if no certificate can have this name: it is empty, has a control character, or
     *     has more than 64 characters
     */
    public static ClientCertificate valid(String username) {
        String user = checked(username);
        return new ClientCertificate(
                "valid client certificate for " + user, () -> ClientIdentity.issued(user, DAY.negated(), MONTH));
    }

    /** Returns a certificate that expired yesterday, otherwise like {@link #valid}. */
    public static ClientCertificate expired(String username) {
        String user = checked(username);
        return new ClientCertificate(
                "expired client certificate for " + user,
                () -> ClientIdentity.issued(user, MONTH.negated(), DAY.negated()));
    }

    /** Returns a certificate from a CA that the server does not know, otherwise like {@link #valid}. */
    public static ClientCertificate fromUnknownIssuer(String username) {
        String user = checked(username);
        return new ClientCertificate(
                "client certificate for " + user + " from an unknown issuer",
                () -> ClientIdentity.issuedByUnknown(user, DAY.negated(), MONTH));
    }

    private static String checked(String username) {
        Objects.requireNonNull(username, "a user name must not be null");
        boolean writable = !username.isEmpty()
                && username.codePointCount(0, username.length()) <= LONGEST_USERNAME
                && username.chars().noneMatch(Character::isISOControl)
                && StandardCharsets.UTF_8.newEncoder().canEncode(username);
        if (!writable) {
            throw new IllegalArgumentException(
                    "no certificate can have the name \"" + username + "\"; name a user with 1 to " + LONGEST_USERNAME
                            + " characters and without control characters (RFC 5280 appendix A)");
        }
        return username;
    }

    /** Returns the certificate. {@code Pop3Session.clientCertificate()} returns an equal one. */
    public X509Certificate certificate() {
        return identity().certificate();
    }

    /**
     * Returns a new context for clients. It trusts only the test CA of this JVM, and presents this certificate to each
     * server that asks for one, whichever issuers the server accepts.
     */
    public SSLContext sslContext() {
        return identity().context();
    }

    /**
     * Returns a PKCS12 key store with this certificate and its private key, for {@code javax.net.ssl.keyStore}. Its
     * password is {@code changeit}. The first call writes the file; it is deleted when the JVM exits. A key manager
     * that Java makes of it presents only what the server accepts, so nothing if the issuer is unknown.
     *
     * @throws java.io.UncheckedIOException if the file cannot be written
     */
    public Path keyStore() {
        return identity().keyStore();
    }

    /**
     * Returns a PEM file with this certificate and its private key, for {@code --cert} of curl and {@code -cert} of
     * openssl. The first call writes the file; it is deleted when the JVM exits.
     *
     * @throws java.io.UncheckedIOException if the file cannot be written
     */
    public Path pemFile() {
        return identity().pemFile();
    }

    private ClientIdentity identity() {
        // If two threads create one each, one of them is dropped.
        return identity.updateAndGet(made -> made == null ? source.get() : made);
    }

    /** Returns a description, such as {@code expired client certificate for alice}. */
    @Override
    public String toString() {
        return description;
    }
}
