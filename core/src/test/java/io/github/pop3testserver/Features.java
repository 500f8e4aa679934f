package io.github.pop3testserver;

import io.github.pop3testserver.internal.protocol.ServerFeatures;
import java.util.Map;

/** Lets tests of the protocol alone use the builder that everybody else uses. */
public final class Features {

    private Features() {}

    public static ServerFeatures of(Pop3TestServerBuilder builder) {
        return builder.settings().features();
    }

    public static Map<String, String> maildrops(Pop3TestServerBuilder builder) {
        return builder.maildrops();
    }

    public static boolean acceptsAnyLogin(Pop3TestServerBuilder builder) {
        return builder.acceptsAnyLogin();
    }

    public static Map<String, String> administrators(Pop3TestServerBuilder builder) {
        return builder.administrators();
    }
}
