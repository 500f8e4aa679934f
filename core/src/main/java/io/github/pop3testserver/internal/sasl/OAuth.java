package io.github.pop3testserver.internal.sasl;

import io.github.pop3testserver.internal.sasl.ClientText.Gs2Header;
import io.github.pop3testserver.internal.sasl.SaslStep.Challenge;
import io.github.pop3testserver.internal.sasl.SaslStep.Failure;
import io.github.pop3testserver.internal.sasl.SaslStep.Reason;
import io.github.pop3testserver.internal.sasl.SaslStep.Success;
import java.util.HashMap;
import java.util.Map;

/**
 * The mechanisms with an access token: OAUTHBEARER (RFC 7628), {@code n,a=user,^Aauth=Bearer ...^A^A}, and Google's
 * older XOAUTH2, {@code user=...^Aauth=Bearer ...^A^A}. Both reject a token with a JSON challenge, which the client
 * must answer before the server reports the failure. Microsoft's XOAUTH2 has no such challenge.
 */
final class OAuth {

    /** Ends each key-value pair, and the list of pairs. */
    private static final String END = "\1";

    private static final String SCHEME = "Bearer ";

    private final Credentials credentials;

    OAuth(Credentials credentials) {
        this.credentials = credentials;
    }

    /** @param refusesAtOnce whether to reject a token without a challenge, as Microsoft does */
    Challenge xoauth2(boolean refusesAtOnce) {
        return new Challenge("", response -> {
            try {
                return judgeXOAuth2(ClientText.utf8(response));
            } catch (Refused refused) {
                Failure failure = refused.failure();
                return refusesAtOnce ? failure : error(failure, "400", "401"); // the status codes of Dovecot
            }
        });
    }

    /** With the error codes of RFC 6750 section 3.1. */
    Challenge oauthBearer() {
        return new Challenge("", response -> {
            try {
                return judgeOAuthBearer(Gs2Header.of(ClientText.utf8(response)));
            } catch (Refused refused) {
                return error(refused.failure(), "invalid_request", "invalid_token");
            }
        });
    }

    private Success judgeXOAuth2(String response) throws Refused {
        Map<String, String> pairs = pairs(response);
        return judge(ClientText.name(required("user", pairs)), pairs);
    }

    private Success judgeOAuthBearer(Gs2Header header) throws Refused {
        if (!header.rest().startsWith(END)) {
            throw Refused.malformed("no ^A follows the gs2-header (RFC 7628 section 3.1)");
        }
        String username = ClientText.name(header.authzid());
        return judge(username, pairs(header.rest().substring(1)));
    }

    private Success judge(String username, Map<String, String> pairs) throws Refused {
        if (!credentials.acceptsToken(username, token(pairs))) {
            throw Refused.credentials();
        }
        return new Success(username);
    }

    /** RFC 7628 section 3.2.2. The login fails, no matter what the client answers. */
    private static Challenge error(Failure failure, String malformed, String refused) {
        String status = failure.reason() == Reason.MALFORMED ? malformed : refused;
        String json = "{\"status\":\"" + status + "\",\"schemes\":\"bearer\",\"scope\":\"mail\"}";
        return new Challenge(json, anything -> failure, failure);
    }

    /** RFC 7628 section 3.1. */
    private static Map<String, String> pairs(String text) throws Refused {
        if (!text.endsWith(END + END)) {
            throw Refused.malformed("the response does not end with ^A^A (RFC 7628 section 3.1)");
        }
        Map<String, String> pairs = new HashMap<>();
        for (String pair : text.substring(0, text.length() - 2).split(END, -1)) {
            add(pair, pairs);
        }
        return pairs;
    }

    private static void add(String pair, Map<String, String> pairs) throws Refused {
        int equalsSign = pair.indexOf('=');
        if (equalsSign < 1) {
            throw Refused.malformed("the response holds something else than key=value (RFC 7628 section 3.1)");
        }
        String key = pair.substring(0, equalsSign);
        if (pairs.put(key, pair.substring(equalsSign + 1)) != null) {
            throw Refused.malformed("the response holds a key twice");
        }
    }

    /** Other keys are ignored (RFC 7628 section 3.1). */
    private static String required(String key, Map<String, String> pairs) throws Refused {
        String value = pairs.get(key);
        if (value == null) {
            throw Refused.malformed("the response has no " + key + "=");
        }
        return value;
    }

    /** The access token after {@code auth=Bearer}, in upper or lower case (RFC 7628 section 4). */
    private static String token(Map<String, String> pairs) throws Refused {
        String auth = required("auth", pairs);
        if (auth.isEmpty()) {
            throw Refused.credentials(); // RFC 7628 section 4.3: the client asks which scope it needs
        }
        String token = auth.substring(Math.min(SCHEME.length(), auth.length())).stripLeading();
        if (!auth.regionMatches(true, 0, SCHEME, 0, SCHEME.length()) || !ClientText.isPrintable(token)) {
            throw Refused.malformed("auth= is not Bearer and a token (RFC 6750 section 2.1)");
        }
        return token;
    }
}
