package io.github.pop3testserver.internal.sasl;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.pop3testserver.internal.sasl.SaslStep.Challenge;
import io.github.pop3testserver.internal.sasl.SaslStep.Success;

/** PLAIN (RFC 4616): identities and password in one response. */
final class Plain {

    private final Credentials credentials;

    Plain(Credentials credentials) {
        this.credentials = credentials;
    }

    Challenge start() {
        return new Challenge("", this::onMessage);
    }

    private SaslStep onMessage(byte[] response) throws Refused {
        String[] parts = ClientText.utf8(response).split("\0", -1);
        if (parts.length != 3) {
            throw Refused.malformed("the response is not authzid NUL authcid NUL passwd (RFC 4616 section 2)");
        }
        String authcid = ClientText.name(parts[1]);
        String authzid = parts[0].isEmpty() ? authcid : ClientText.name(parts[0]);
        String password = parts[2];
        if (password.isEmpty()) {
            throw Refused.malformed("the password is empty (RFC 4616 section 2)");
        }
        credentials.wants(authzid);
        if (!credentials.acceptsPassword(authcid, password.getBytes(UTF_8))) {
            throw Refused.credentials();
        }
        return Success.of(authcid, authzid, credentials);
    }
}
