package io.github.pop3testserver.internal.server;

import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * The hosts that have certificates of their own, for clients that ask for them (RFC 6066 section 3).
 *
 * @param contexts by host, in lower case
 * @param refusesOthers whether other clients are refused; otherwise they get the server's certificate
 */
public record TlsHosts(Map<String, SSLContext> contexts, boolean refusesOthers) {

    public TlsHosts {
        contexts = new TreeMap<>(contexts);
    }

    /** Whether the server needs to know what a client asks for before TLS begins. */
    boolean matter() {
        return !contexts.isEmpty();
    }

    /** Null if the host has no certificate of its own. */
    @Nullable
    SSLContext context(String host) {
        return contexts.get(host.toLowerCase(Locale.ROOT));
    }

    /** Whether a client is refused that asks for this host. */
    boolean refuse(String host) {
        return refusesOthers && context(host) == null;
    }

    /** Why a client is refused that asks for this host, which is empty if it asks for none. */
    String refusal(String host) {
        String known = String.join(", ", contexts.keySet());
        return TlsMistakes.NO_CERTIFICATE
                + (host.isEmpty()
                        ? " a client that asks for no host (alert unrecognized_name); make it send SNI; known hosts: "
                        : " \"" + host + "\", which the client asked for (alert unrecognized_name); known hosts: ")
                + known;
    }
}
