package io.github.pop3testserver.internal.sasl;

import io.github.pop3testserver.internal.sasl.SaslStep.Challenge;
import io.github.pop3testserver.internal.sasl.SaslStep.Failure;
import io.github.pop3testserver.internal.sasl.SaslStep.Reason;
import io.github.pop3testserver.internal.sasl.SaslStep.Success;

/** OAUTHBEARER (RFC 7628): {@code n,a=user,^Aauth=Bearer ...^A^A}, where a user name is asked for. */
final class OAuthBearer {

    private final Credentials credentials;

    OAuthBearer(Credentials credentials) {
        this.credentials = credentials;
    }

    Challenge start() {
        return Challenge.decisive("", this::onToken);
    }

    /** RFC 7628 section 3.2.3: the client has to answer the error, which a failure itself could not carry. */
    private SaslStep onToken(byte[] response) {
        try {
            return judge(Gs2Header.of(Utf8.text(response)));
        } catch (Refused refused) {
            Failure failure = refused.failure();
            return Challenge.of(json(failure), anything -> failure);
        }
    }

    private SaslStep judge(Gs2Header header) throws Refused {
        if (!header.rest().startsWith("\1")) {
            throw Refused.malformed("no ^A follows the gs2-header (RFC 7628 section 3.1)");
        }
        String username = SaslPrep.name(header.authzid());
        String token = OAuthPairs.of(header.rest().substring(1)).token();
        if (!credentials.acceptsToken(username, token)) {
            throw Refused.credentials();
        }
        return Success.of(username);
    }

    /** RFC 7628 section 3.2.2, with the codes of RFC 6750 section 3.1. */
    private static String json(Failure failure) {
        String status = failure.reason() == Reason.MALFORMED ? "invalid_request" : "invalid_token";
        return "{\"status\":\"" + status + "\",\"schemes\":\"bearer\",\"scope\":\"mail\"}";
    }
}
