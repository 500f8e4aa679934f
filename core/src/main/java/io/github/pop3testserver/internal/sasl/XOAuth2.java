package io.github.pop3testserver.internal.sasl;

import io.github.pop3testserver.internal.sasl.SaslStep.Challenge;
import io.github.pop3testserver.internal.sasl.SaslStep.Failure;
import io.github.pop3testserver.internal.sasl.SaslStep.Reason;
import io.github.pop3testserver.internal.sasl.SaslStep.Success;

/** XOAUTH2, Google's forerunner of OAUTHBEARER: {@code user=...^Aauth=Bearer ...^A^A}. */
final class XOAuth2 {

    private final Credentials credentials;
    private final XOAuth2Refusal refusal;

    XOAuth2(Credentials credentials, XOAuth2Refusal refusal) {
        this.credentials = credentials;
        this.refusal = refusal;
    }

    Challenge start() {
        return Challenge.decisive("", this::onToken);
    }

    private SaslStep onToken(byte[] response) {
        try {
            return judge(OAuthPairs.of(Utf8.text(response)));
        } catch (Refused refused) {
            return refused(refused.failure());
        }
    }

    private SaslStep judge(OAuthPairs pairs) throws Refused {
        String username = SaslPrep.name(pairs.required("user"));
        if (!credentials.acceptsToken(username, pairs.token())) {
            throw Refused.credentials();
        }
        return Success.of(username);
    }

    private SaslStep refused(Failure failure) {
        return switch (refusal) {
            case DIRECT -> failure;
            case CHALLENGE -> Challenge.of(json(failure), anything -> failure);
        };
    }

    /** In the words of Dovecot. */
    private static String json(Failure failure) {
        String status = failure.reason() == Reason.MALFORMED ? "400" : "401";
        return "{\"status\":\"" + status + "\",\"schemes\":\"bearer\",\"scope\":\"mail\"}";
    }
}
