package io.github.pop3testserver.internal.sasl;

import java.util.HashMap;
import java.util.Map;

/** The key/value pairs of XOAUTH2 and OAUTHBEARER, each ended by ^A, with one more ^A behind them (RFC 7628 section 3.1). */
final class OAuthPairs {

    private static final String END = "\1";
    private static final String SCHEME = "Bearer ";

    private final Map<String, String> values = new HashMap<>();

    private OAuthPairs() {}

    static OAuthPairs of(String text) throws Refused {
        if (!text.endsWith(END + END)) {
            throw Refused.malformed("the response does not end with ^A^A (RFC 7628 section 3.1)");
        }
        OAuthPairs pairs = new OAuthPairs();
        for (String pair : text.substring(0, text.length() - 2).split(END, -1)) {
            pairs.add(pair);
        }
        return pairs;
    }

    private void add(String pair) throws Refused {
        int equalsSign = pair.indexOf('=');
        if (equalsSign < 1) {
            throw Refused.malformed("the response holds something else than key=value (RFC 7628 section 3.1)");
        }
        String key = pair.substring(0, equalsSign);
        if (values.put(key, pair.substring(equalsSign + 1)) != null) {
            throw Refused.malformed("the response holds a key twice");
        }
    }

    /** Keys that nobody asks for mean nothing (RFC 7628 section 3.1). */
    String required(String key) throws Refused {
        String value = values.get(key);
        if (value == null) {
            throw Refused.malformed("the response has no " + key + "=");
        }
        return value;
    }

    /** The access token behind {@code auth=Bearer}, in any case (RFC 7628 section 4). */
    String token() throws Refused {
        String auth = required("auth");
        if (auth.isEmpty()) {
            throw Refused.credentials(); // RFC 7628 section 4.3: the client asks what scope is needed
        }
        String token = auth.substring(Math.min(SCHEME.length(), auth.length())).stripLeading();
        if (!auth.regionMatches(true, 0, SCHEME, 0, SCHEME.length()) || !Ascii.isPrintable(token)) {
            throw Refused.malformed("auth= is not Bearer and a token (RFC 6750 section 2.1)");
        }
        return token;
    }
}
