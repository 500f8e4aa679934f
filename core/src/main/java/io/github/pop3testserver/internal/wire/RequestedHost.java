package io.github.pop3testserver.internal.wire;

import java.nio.charset.StandardCharsets;
import javax.net.ssl.SNIMatcher;
import javax.net.ssl.SNIServerName;
import javax.net.ssl.StandardConstants;
import org.jspecify.annotations.Nullable;

/**
 * Remembers the host name that the client asks for (RFC 6066 section 3), and accepts any name. An SSLSession has the
 * name too, but only after a successful handshake.
 */
final class RequestedHost extends SNIMatcher {

    private @Nullable String name;

    RequestedHost() {
        super(StandardConstants.SNI_HOST_NAME);
    }

    @Override
    public boolean matches(SNIServerName requested) {
        name = new String(requested.getEncoded(), StandardCharsets.UTF_8);
        return true;
    }

    @Nullable
    String name() {
        return name;
    }
}
