package io.github.pop3testserver.internal.sasl;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.pop3testserver.internal.sasl.SaslStep.Challenge;

/** PLAIN (RFC 4616): identities and password in one response. */
final class Plain {

    private final Credentials credentials;

    Plain(Credentials credentials) {
        this.credentials = credentials;
    }

    Challenge start() {
        return Challenge.decisive("", this::onMessage);
    }

    private SaslStep onMessage(byte[] response) throws Refused {
        String[] parts = Utf8.text(response).split("\0", -1);
        if (parts.length != 3) {
            throw Refused.malformed("the response is not authzid NUL authcid NUL passwd (RFC 4616 section 2)");
        }
        Identity identity = Identity.of(parts[1], parts[0]);
        String password = parts[2];
        if (password.isEmpty()) {
            throw Refused.malformed("the password is empty (RFC 4616 section 2)");
        }
        if (!credentials.acceptsPassword(identity.authcid(), password.getBytes(UTF_8))) {
            throw Refused.credentials();
        }
        return identity.authorized(credentials);
    }
}
