package io.github.pop3testserver;

import io.github.pop3testserver.internal.protocol.Offer;
import java.util.Map;

/** Lets tests of the protocol alone use the builder that everybody else uses. */
public final class Offers {

    private Offers() {}

    public static Offer of(Pop3TestServerBuilder builder) {
        return builder.settings().offer();
    }

    public static Map<String, String> maildrops(Pop3TestServerBuilder builder) {
        return builder.maildrops();
    }

    public static Map<String, String> administrators(Pop3TestServerBuilder builder) {
        return builder.administrators();
    }
}
