package io.github.pop3testserver.model;

import io.github.pop3testserver.internal.x509.HostName;
import io.github.pop3testserver.internal.x509.ServerContexts;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * The certificate that a server shows its clients: a good one, or one that a client has to refuse. Immutable.
 *
 * <pre>{@code
 * server.certificate(TestCertificate.expired());
 * assertThatThrownBy(fetcher::poll).hasRootCauseInstanceOf(CertificateExpiredException.class);
 * }</pre>
 *
 * <p>All but {@link #keyStore} are issued by a test authority that each JVM makes for itself, of which no key leaves
 * memory. What makes a bad one bad is one thing only: for a client that trusts that authority, as
 * {@code endpoint.sslContext()} does, an expired certificate is right in everything but its date. Keys are of the curve
 * P-256, signatures ECDSA with SHA-256.
 *
 * <p>Naming a certificate costs nothing; it is made when a server first needs it.
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

    /** A good one, for {@code localhost}, {@code 127.0.0.1} and {@code ::1}. */
    public static TestCertificate valid() {
        return VALID;
    }

    /** One that was valid until yesterday, otherwise like {@link #valid()}. */
    public static TestCertificate expired() {
        return EXPIRED;
    }

    /** One that will be valid from tomorrow on, otherwise like {@link #valid()}. */
    public static TestCertificate notYetValid() {
        return NOT_YET_VALID;
    }

    /**
     * One for that name only: the wrong one, unless the client connects by it.
     *
     * @param name a DNS name such as {@code mail.example.com} or {@code *.example.com}, or a numeric IP address; it is
     *     not looked up
     * @throws IllegalArgumentException if it is neither
     */
    public static TestCertificate forHost(String name) {
        List<String> hosts = List.of(HostName.check(name));
        return new TestCertificate("valid certificate for " + name, new Issued(hosts, PRESENT, true));
    }

    /** One that an authority issued whom nobody trusts, otherwise like {@link #valid()}. */
    public static TestCertificate fromUnknownIssuer() {
        return FROM_UNKNOWN_ISSUER;
    }

    /**
     * One of your own, with its private key and the chain that goes with it. The file is read now.
     *
     * @param file a PKCS12 file; JKS will do as well
     * @param password of the file and of the private key in it
     * @throws IllegalArgumentException if the file cannot be read, or has no private key that opens with the password
     */
    public static TestCertificate keyStore(Path file, String password) {
        TestCertificate certificate =
                new TestCertificate("certificate of " + file, () -> ServerContexts.stored(file, password));
        certificate.serverContext(); // what is wrong with the file shall point to the caller's line
        return certificate;
    }

    /**
     * The context of a TLS server with this certificate; other servers of the same test can use it too. The first call
     * makes it, which takes some tenths of a second in a new JVM; all later ones return the same.
     */
    public SSLContext serverContext() {
        // Of two that are made by two threads at once, one is dropped.
        return serverContext.updateAndGet(made -> made == null ? source.get() : made);
    }

    /** What it is: {@code expired certificate for localhost}, for example. */
    @Override
    public String toString() {
        return description;
    }

    /** When it is valid, seen from the moment at which it is made. */
    private record Validity(Duration begin, Duration end) {}

    /** A certificate of the test CA, or of one that nobody trusts. No class of TLS is loaded before it is asked. */
    private record Issued(List<String> hosts, Validity validity, boolean trusted) implements Supplier<SSLContext> {

        @Override
        public SSLContext get() {
            return trusted
                    ? ServerContexts.issued(hosts, validity.begin, validity.end)
                    : ServerContexts.issuedByUnknown(hosts, validity.begin, validity.end);
        }
    }
}
