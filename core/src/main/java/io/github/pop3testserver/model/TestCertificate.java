package io.github.pop3testserver.model;

import io.github.pop3testserver.internal.x509.HostName;
import io.github.pop3testserver.internal.x509.ServerContexts;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * A server certificate: a valid one, or one that a client must reject.
 *
 * <pre>{@code
 * server.certificate(TestCertificate.expired());
 * assertThatThrownBy(fetcher::poll).hasRootCauseInstanceOf(CertificateExpiredException.class);
 * }</pre>
 *
 * <p>A test CA signs these certificates, except those of {@link #fromUnknownIssuer()} and {@link #keyStore}. Each JVM
 * generates its own CA, whose private key never leaves memory; {@code endpoint.sslContext()} trusts it. An invalid
 * certificate has exactly one defect: an expired one, for example, has the right host names and issuer. Keys use the
 * curve P-256, signatures ECDSA with SHA-256.
 *
 * <p>Certificates are generated when a server first needs them.
 */
public final class TestCertificate {

    private static final List<String> LOOPBACK = List.of("localhost", "127.0.0.1", "::1");

    /** From a day ago, since clocks differ, for less than the 398 days that some clients allow. */
    private static final Validity PRESENT = new Validity(Duration.ofDays(-1), Duration.ofDays(396));

    private static final Validity PAST = new Validity(Duration.ofDays(-31), Duration.ofDays(-1));
    private static final Validity FUTURE = new Validity(Duration.ofDays(1), Duration.ofDays(31));

    private static final TestCertificate VALID =
            new TestCertificate("valid certificate for localhost", new Issued(LOOPBACK, PRESENT, true));
    private static final TestCertificate EXPIRED =
            new TestCertificate("expired certificate for localhost", new Issued(LOOPBACK, PAST, true));
    private static final TestCertificate NOT_YET_VALID =
            new TestCertificate("not yet valid certificate for localhost", new Issued(LOOPBACK, FUTURE, true));
    private static final TestCertificate FROM_UNKNOWN_ISSUER = new TestCertificate(
            "certificate for localhost from an unknown issuer", new Issued(LOOPBACK, PRESENT, false));

    private final String description;
    private final Supplier<SSLContext> source;

    /** Empty until first needed. */
    private final AtomicReference<@Nullable SSLContext> serverContext = new AtomicReference<>();

    private TestCertificate(String description, Supplier<SSLContext> source) {
        this.description = description;
        this.source = source;
    }

    /** Returns a valid certificate for {@code localhost}, {@code 127.0.0.1} and {@code ::1}. */
    public static TestCertificate valid() {
        return VALID;
    }

    /** Returns a certificate that expired yesterday, otherwise like {@link #valid()}. */
    public static TestCertificate expired() {
        return EXPIRED;
    }

    /** Returns a certificate that becomes valid tomorrow, otherwise like {@link #valid()}. */
    public static TestCertificate notYetValid() {
        return NOT_YET_VALID;
    }

    /**
     * Returns a certificate for this name only, otherwise like {@link #valid()}. It is the wrong one for a client that
     * connects by another name.
     *
     * @param name a DNS name, such as {@code mail.example.com} or {@code *.example.com}, or a numeric IP address; it is
     *     not looked up
     * @throws IllegalArgumentException if the name is neither
     */
    public static TestCertificate forHost(String name) {
        List<String> hosts = List.of(HostName.check(Objects.requireNonNull(name, "a host name must not be null")));
        return new TestCertificate("valid certificate for " + name, new Issued(hosts, PRESENT, true));
    }

    /** Returns a certificate from a CA that no client trusts, otherwise like {@link #valid()}. */
    public static TestCertificate fromUnknownIssuer() {
        return FROM_UNKNOWN_ISSUER;
    }

    /**
     * Reads a certificate with its chain and private key from a file.
     *
     * @param file a PKCS12 or JKS key store
     * @param password the password of the key store and of its private key
     * @throws IllegalArgumentException if the file cannot be read, or contains no private key that the password opens
     */
    public static TestCertificate keyStore(Path file, String password) {
        Objects.requireNonNull(file, "a file must not be null");
        Objects.requireNonNull(password, "a password must not be null");
        TestCertificate certificate =
                new TestCertificate("certificate of " + file, () -> ServerContexts.stored(file, password));
        certificate.serverContext(); // fails in the caller's line if the file is unusable
        return certificate;
    }

    /**
     * Returns a TLS context for servers with this certificate. The first call creates it, which takes some tenths of a
     * second in a new JVM; later calls return the same one.
     */
    public SSLContext serverContext() {
        // If two threads create one each, one of them is dropped.
        return serverContext.updateAndGet(made -> made == null ? source.get() : made);
    }

    /** Returns a description, such as {@code expired certificate for localhost}. */
    @Override
    public String toString() {
        return description;
    }

    /** When a certificate is valid, relative to its creation. */
    private record Validity(Duration begin, Duration end) {}

    /** A certificate of the test CA, or of an untrusted one. TLS classes are loaded on first use. */
    private record Issued(List<String> hosts, Validity validity, boolean trusted) implements Supplier<SSLContext> {

        @Override
        public SSLContext get() {
            return trusted
                    ? ServerContexts.issued(hosts, validity.begin, validity.end)
                    : ServerContexts.issuedByUnknown(hosts, validity.begin, validity.end);
        }
    }
}
