package io.github.pop3testserver.model;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Properties;

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
    private final String username;
    private final String password;

    public Pop3Endpoint(String host, int port, String username, String password) {
        this.host = host;
        this.port = port;
        this.username = username;
        this.password = password;
    }

    public String host() {
        return host;
    }

    public int port() {
        return port;
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
            return new URI("pop", username, host, port, null, null, null);
        } catch (URISyntaxException e) {
            throw new IllegalStateException("no URI can be made of user \"" + username + "\" at " + host, e);
        }
    }

    /**
     * Properties for {@code jakarta.mail.Session.getInstance}, and for {@code javax.mail} likewise: protocol, host, port,
     * user and time-outs of five seconds. {@code mail.pop3.password} is there for applications that read it; Jakarta
     * Mail itself takes the password from {@code connect} or an {@code Authenticator}.
     *
     * @return a new object, to be changed at will
     */
    public Properties jakartaMailProperties() {
        Properties properties = new Properties();
        properties.setProperty("mail.store.protocol", "pop3");
        properties.setProperty("mail.pop3.host", host);
        properties.setProperty("mail.pop3.port", Integer.toString(port));
        properties.setProperty("mail.pop3.user", username);
        properties.setProperty("mail.pop3.password", password);
        properties.setProperty("mail.pop3.connectiontimeout", TIMEOUT_MILLIS);
        properties.setProperty("mail.pop3.timeout", TIMEOUT_MILLIS);
        return properties;
    }

    /** The endpoint with its password masked. */
    @Override
    public String toString() {
        return username + ":********@" + host + ":" + port;
    }
}
