package io.github.pop3testserver.model;

import io.github.pop3testserver.internal.x509.ClientTrust;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
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

    public Pop3Endpoint(String host, int port, Tls tls, String username, String password) {
        this.host = host;
        this.port = port;
        this.tls = tls;
        this.username = username;
        this.password = password;
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

    /** {@code pop://user@127.0.0.1:54321} (RFC 2384), without the password. */
    public URI uri() {
        try {
            return new URI(tls == Tls.IMPLICIT ? "pops" : "pop", username, host, port, null, null, null);
        } catch (URISyntaxException e) {
            throw new IllegalStateException("no URI can be made of user \"" + username + "\" at " + host, e);
        }
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
        return username + ":********@" + host + ":" + port;
    }
}
