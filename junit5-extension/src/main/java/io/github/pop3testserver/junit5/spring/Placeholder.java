package io.github.pop3testserver.junit5.spring;

import io.github.pop3testserver.model.Pop3Endpoint;
import io.github.pop3testserver.model.Tls;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A part of a server's address: {@code ${host}} in a test's properties, {@code pop3.server.host} in the environment. */
public enum Placeholder {
    HOST("host", "host"),
    PORT("port", "port"),
    USERNAME("username", "username"),
    PASSWORD("password", "password"),
    URI("uri", "uri"),
    TRUST_STORE("trustStore", "trust-store"),
    TRUST_STORE_PASSWORD("trustStorePassword", "trust-store-password");

    private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{([^}]*)}");

    private final String name;
    private final String propertyName;

    Placeholder(String name, String propertyName) {
        this.name = name;
        this.propertyName = propertyName;
    }

    String propertyName() {
        return propertyName;
    }

    /** Without TLS nobody needs the truststore, which takes time to write. */
    boolean isOf(Pop3Endpoint endpoint) {
        return endpoint.tls() != Tls.NONE || (this != TRUST_STORE && this != TRUST_STORE_PASSWORD);
    }

    String valueOf(Pop3Endpoint endpoint) {
        return switch (this) {
            case HOST -> endpoint.host();
            case PORT -> Integer.toString(endpoint.port());
            case USERNAME -> endpoint.username();
            case PASSWORD -> endpoint.password();
            case URI -> endpoint.uri().toString();
            case TRUST_STORE -> endpoint.trustStore().toString();
            case TRUST_STORE_PASSWORD -> "changeit";
        };
    }

    @Override
    public String toString() {
        return "${" + name + "}";
    }

    private static Optional<Placeholder> named(String name) {
        return Arrays.stream(values()).filter(each -> each.name.equals(name)).findFirst();
    }

    /** The first placeholder of a text that is not one of these. */
    public static Optional<String> unknownIn(String text) {
        return PLACEHOLDER
                .matcher(text)
                .results()
                .filter(found -> named(found.group(1)).isEmpty())
                .map(found -> found.group())
                .findFirst();
    }

    /** All of them, for messages. */
    public static String list() {
        return Arrays.stream(values()).map(Placeholder::toString).collect(Collectors.joining(", "));
    }

    static String replaceIn(String text, Pop3Endpoint endpoint) {
        return PLACEHOLDER
                .matcher(text)
                .replaceAll(found -> Matcher.quoteReplacement(named(found.group(1))
                        .map(each -> each.valueOf(endpoint))
                        .orElseGet(found::group)));
    }
}
