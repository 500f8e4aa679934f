package io.github.pop3testserver.internal.sasl;

import io.github.pop3testserver.internal.sasl.SaslStep.Challenge;
import io.github.pop3testserver.internal.sasl.SaslStep.Success;

/** EXTERNAL (RFC 4422 appendix A): TLS has authenticated the client, whose response only says as whom it acts. */
final class External {

    private final Credentials credentials;

    External(Credentials credentials) {
        this.credentials = credentials;
    }

    Challenge start() {
        return new Challenge("", this::onMessage);
    }

    private SaslStep onMessage(byte[] response) throws Refused {
        String authcid = credentials.certified();
        String sent = ClientText.utf8(response);
        if (sent.indexOf('\0') >= 0) {
            throw Refused.malformed("the authorization identity has a NUL (RFC 4422 section A.3)");
        }
        String authzid = sent.isEmpty() ? authcid : ClientText.name(sent);
        credentials.wants(authzid);
        if (authcid.isEmpty()) {
            throw Refused.credentials();
        }
        return Success.of(authcid, authzid, credentials);
    }
}
