package io.github.pop3testserver.model;

import io.github.pop3testserver.internal.x509.ClientTrust;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Properties;
import javax.net.ssl.SSLContext;

/**
 * Where and as whom an application under test is to connect: all it needs for its configuration. Immutable.
 *
 * <pre>{@code
 * var fetcher = new InvoiceFetcher(endpoint.host(), endpoint.port(), endpoint.username(), endpoint.password());
 * }</pre>
 */
public final class Pop3Endpoint {

    /** A server on loopback answers at once, so a wait of this length means that it will not answer at all. */
    private static final String TIMEOUT_MILLIS = "5000";

    private final String host;
    private final int port;
    private final Tls tls;
    private final String username;
    private final String password;

    /**
     * An endpoint of any server.
     *
     * @param host a name, or a numeric address, of IPv6 without brackets
     * @throws IllegalArgumentException if the port is not from 0 to 65535
     */
    public Pop3Endpoint(String host, int port, Tls tls, String username, String password) {
        if (port < 0 || port > 65_535) {
            throw new IllegalArgumentException("a port is from 0 to 65535, not " + port);
        }
        this.host = Objects.requireNonNull(host, "a host");
        this.port = port;
        this.tls = Objects.requireNonNull(tls, "a kind of TLS; Tls.NONE for none");
        this.username = Objects.requireNonNull(username, "a user name");
        this.password = Objects.requireNonNull(password, "a password");
    }

    public String host() {
        return host;
    }

    public int port() {
        return port;
    }

    public Tls tls() {
        return tls;
    }

    public String username() {
        return username;
    }

    public String password() {
        return password;
    }

    /**
     * {@code pop3://user@127.0.0.1:54321}, without the password; {@code pop3s} with {@link Tls#IMPLICIT}. These are the
     * schemes that clients know: they do not know {@code pop} of RFC 2384. In the user's name all that has a meaning in URIs
     * is escaped: {@code recent:user} becomes {@code recent%3Auser}.
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

    /** As a form's value, but for the space. */
    private static String escaped(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /** RFC 3986 section 3.2.2: an address of IPv6 is in brackets. */
    private String hostAndPort() {
        return (host.indexOf(':') < 0 ? host : "[" + host + "]") + ":" + port;
    }

    /** A context for clients of this server: it trusts the test certificates of this JVM, and nobody else. */
    public SSLContext sslContext() {
        return ClientTrust.trustingContext();
    }

    /**
     * A PKCS12 file for clients that take a truststore: it holds the issuer of this JVM's test certificates. The password
     * is {@code changeit}. Written at the first call, and deleted when the JVM ends.
     */
    public Path trustStore() {
        return ClientTrust.trustStore();
    }

    /**
     * Properties for {@code jakarta.mail.Session.getInstance}, and for {@code javax.mail} likewise: protocol, host, port,
     * user and time-outs of five seconds. {@code mail.pop3.password} is there for applications that read it; Jakarta
     * Mail itself takes the password from {@code connect} or an {@code Authenticator}.
     *
     * <p>With TLS they hold a socket factory that trusts the test certificates of this JVM, and ask for the check of the
     * host's name, which JavaMail 1.6 cannot find in a certificate if it is an address: it has to connect to
     * {@code localhost}. Of {@link Tls#IMPLICIT} the protocol is {@code pop3s}, and the names begin with {@code mail.pop3s}.
     *
     * @return a new object, to be changed at will
     */
    public Properties jakartaMailProperties() {
        String protocol = tls == Tls.IMPLICIT ? "pop3s" : "pop3";
        String prefix = "mail." + protocol + ".";
        Properties properties = new Properties();
        properties.setProperty("mail.store.protocol", protocol);
        properties.setProperty(prefix + "host", host);
        properties.setProperty(prefix + "port", Integer.toString(port));
        properties.setProperty(prefix + "user", username);
        properties.setProperty(prefix + "password", password);
        properties.setProperty(prefix + "connectiontimeout", TIMEOUT_MILLIS);
        properties.setProperty(prefix + "timeout", TIMEOUT_MILLIS);
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

    /** The endpoint with its password masked. */
    @Override
    public String toString() {
        return username + ":********@" + hostAndPort();
    }
}
