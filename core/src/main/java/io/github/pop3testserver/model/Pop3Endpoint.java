package io.github.pop3testserver.model;

import io.github.pop3testserver.internal.x509.ClientTrust;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.Properties;
import javax.net.ssl.SSLContext;

/**
 * Connection details for the application under test: host, port, TLS mode and credentials.
 *
 * <pre>{@code
 * var fetcher = new InvoiceFetcher(endpoint.jakartaMailProperties(), store);
 * }</pre>
 */
public final class Pop3Endpoint {

    /** A server on loopback answers at once, so a wait of this length means that it will not answer at all. */
    private static final int TIMEOUT_MILLIS = 5000;

    private static final Duration SHORTEST_TIMEOUT = Duration.ofMillis(1);
    private static final Duration LONGEST_TIMEOUT = Duration.ofMillis(Integer.MAX_VALUE);

    private final String host;
    private final int port;
    private final Tls tls;
    private final String username;
    private final String password;

    /**
     * Creates an endpoint for any server.
     *
     * @param host a name or a numeric address; an IPv6 address without brackets
     * @throws IllegalArgumentException if the port is not from 0 to 65,535
     */
    public Pop3Endpoint(String host, int port, Tls tls, String username, String password) {
        if (port < 0 || port > 65_535) {
            throw new IllegalArgumentException("a port must be between 0 and 65535, but was " + port);
        }
        this.host = Objects.requireNonNull(host, "a host must not be null");
        this.port = port;
        this.tls = Objects.requireNonNull(tls, "a kind of TLS must not be null; Tls.NONE for none");
        this.username = Objects.requireNonNull(username, "a user name must not be null");
        this.password = Objects.requireNonNull(password, "a password must not be null");
    }

    /** Returns the host name or numeric address. */
    public String host() {
        return host;
    }

    /** Returns the port. */
    public int port() {
        return port;
    }

    /** Returns whether the client must use STLS, implicit TLS or neither. */
    public Tls tls() {
        return tls;
    }

    /** Returns the user name. */
    public String username() {
        return username;
    }

    /** Returns the password in cleartext. */
    public String password() {
        return password;
    }

    /**
     * Returns a URI without the password, such as {@code pop3://user@127.0.0.1:54321}; the scheme is {@code pop3s} for
     * {@link Tls#IMPLICIT}. Clients know these schemes, not {@code pop} (RFC 2384). Reserved characters in the user
     * name are escaped: {@code recent:user} becomes {@code recent%3Auser}.
     */
    public URI uri() {
        String scheme = tls == Tls.IMPLICIT ? "pop3s://" : "pop3://";
        String user = username.isEmpty() ? "" : escaped(username) + "@";
        try {
            return new URI(scheme + user + hostAndPort()).parseServerAuthority();
        } catch (URISyntaxException e) {
            throw new IllegalStateException("no URI can be made of user \"" + username + "\" at " + host, e);
        }
    }

    /** Like a form value, except for the space. */
    private static String escaped(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /** RFC 3986 section 3.2.2: an IPv6 address is in brackets. */
    private String hostAndPort() {
        return (host.indexOf(':') < 0 ? host : "[" + host + "]") + ":" + port;
    }

    /**
     * Returns a new context for clients. It trusts only the test CA of this JVM, which signs the server certificates.
     */
    public SSLContext sslContext() {
        return ClientTrust.trustingContext();
    }

    /**
     * Returns a PKCS12 truststore with the test CA of this JVM. Its password is {@code changeit}. The first call writes
     * the file; it is deleted when the JVM exits.
     */
    public Path trustStore() {
        return ClientTrust.trustStore();
    }

    /**
     * Returns a PEM file with the certificate of the test CA of this JVM, for {@code --cacert} of curl, {@code -CAfile}
     * of openssl and {@code cafile} of Python. The first call writes the file; it is deleted when the JVM exits.
     */
    public Path caFile() {
        return ClientTrust.caFile();
    }

    /**
     * Returns properties for {@code Session.getInstance} of Jakarta Mail or {@code javax.mail}: protocol, host, port,
     * user, password and timeouts of 5,000 milliseconds for connecting and reading. Jakarta Mail does not read
     * {@code mail.pop3.password}: pass the password to {@code connect} or an {@code Authenticator}.
     *
     * <p>Jakarta Mail has no timeouts by default. If your application does not set any, these hide it: then use
     * {@link #jakartaMailPropertiesWithoutTimeouts()}.
     *
     * <p>With {@link Tls#EXPLICIT} the properties require STLS; with {@link Tls#IMPLICIT} the protocol is
     * {@code pop3s}, and names begin with {@code mail.pop3s}. Both trust the test CA of this JVM and check the server's
     * host name. JavaMail 1.6 cannot match a numeric address with a certificate: let it connect to {@code localhost}.
     *
     * @return a new object, which you may change
     */
    public Properties jakartaMailProperties() {
        Properties properties = jakartaMailPropertiesWithoutTimeouts();
        setTimeouts(properties, TIMEOUT_MILLIS, "connectiontimeout", "timeout");
        return properties;
    }

    /**
     * Like {@link #jakartaMailProperties()}, with these timeouts for connecting, reading and writing.
     *
     * @param timeout from 1 millisecond to 2,147,483,647, which are 24 days
     * @throws IllegalArgumentException if the timeout is out of range
     */
    public Properties jakartaMailProperties(Duration timeout) {
        Objects.requireNonNull(
                timeout, "a timeout must not be null; jakartaMailPropertiesWithoutTimeouts() sets no timeouts");
        if (timeout.compareTo(SHORTEST_TIMEOUT) < 0 || timeout.compareTo(LONGEST_TIMEOUT) > 0) {
            throw new IllegalArgumentException(
                    "a timeout must be between " + SHORTEST_TIMEOUT + " and " + LONGEST_TIMEOUT + ", but was " + timeout
                            + "; jakartaMailPropertiesWithoutTimeouts() sets no timeouts");
        }
        Properties properties = jakartaMailPropertiesWithoutTimeouts();
        setTimeouts(properties, (int) timeout.toMillis(), "connectiontimeout", "timeout", "writetimeout");
        return properties;
    }

    private void setTimeouts(Properties properties, int millis, String... names) {
        for (String name : names) {
            properties.setProperty("mail." + protocol() + "." + name, Integer.toString(millis));
        }
    }

    private String protocol() {
        return tls == Tls.IMPLICIT ? "pop3s" : "pop3";
    }

    /**
     * Like {@link #jakartaMailProperties()}, without timeouts. With {@code server.on(RETR).stall()}, they show whether your
     * application sets its own: if it does not, it waits until the server ends the session.
     */
    public Properties jakartaMailPropertiesWithoutTimeouts() {
        String protocol = protocol();
        String prefix = "mail." + protocol + ".";
        Properties properties = new Properties();
        properties.setProperty("mail.store.protocol", protocol);
        properties.setProperty(prefix + "host", host);
        properties.setProperty(prefix + "port", Integer.toString(port));
        properties.setProperty(prefix + "user", username);
        properties.setProperty(prefix + "password", password);
        if (tls == Tls.EXPLICIT) {
            properties.setProperty(prefix + "starttls.enable", "true");
            properties.setProperty(prefix + "starttls.required", "true");
        }
        if (tls != Tls.NONE) {
            properties.put(prefix + "ssl.socketFactory", sslContext().getSocketFactory());
            properties.setProperty(prefix + "ssl.checkserveridentity", "true");
            properties.setProperty(prefix + "socketFactory.fallback", "false");
        }
        return properties;
    }

    /** Returns user, host and port, with the password masked. */
    @Override
    public String toString() {
        return username + ":********@" + hostAndPort();
    }
}
