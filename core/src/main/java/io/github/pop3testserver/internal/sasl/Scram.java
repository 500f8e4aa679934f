package io.github.pop3testserver.internal.sasl;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.pop3testserver.internal.sasl.SaslStep.Challenge;
import io.github.pop3testserver.internal.sasl.SaslStep.Success;
import java.util.Base64;

/**
 * SCRAM-SHA-1 and SCRAM-SHA-256 (RFC 5802, RFC 7677) without channel binding: client and server prove to each other that
 * they know the password. A failure is no server-final-message (which RFC 5802 section 5.1 leaves optional).
 */
final class Scram {

    private final Hash hash;
    private final Credentials credentials;
    private final SaslSettings settings;

    Scram(Hash hash, Credentials credentials, SaslSettings settings) {
        this.hash = hash;
        this.credentials = credentials;
        this.settings = settings;
    }

    Challenge start() {
        return Challenge.of("", this::onFirst);
    }

    private SaslStep onFirst(byte[] response) throws Refused {
        ClientFirst first = ClientFirst.of(Utf8.text(response));
        String nonce = first.nonce() + settings.nonces().get();
        byte[] salt = settings.salts().apply(first.identity().authcid());
        return Challenge.decisive(serverFirst(nonce, salt), last -> onFinal(first, nonce, salt, last));
    }

    private String serverFirst(String nonce, byte[] salt) {
        return "r=" + nonce + ",s=" + base64(salt) + ",i=" + settings.scramIterations();
    }

    private SaslStep onFinal(ClientFirst first, String nonce, byte[] salt, byte[] response) throws Refused {
        ClientFinal last = ClientFinal.of(Utf8.text(response));
        check(last, first, nonce);
        String authMessage = first.bare() + "," + serverFirst(nonce, salt) + "," + last.withoutProof();
        return judge(first.identity(), salt, last.proof(), authMessage);
    }

    private static void check(ClientFinal last, ClientFirst first, String nonce) throws Refused {
        if (!last.nonce().equals(nonce)) {
            throw Refused.malformed("the nonce is not the one of this exchange (RFC 5802 section 5.1)");
        }
        if (!last.binding().equals(base64(first.header().text().getBytes(UTF_8)))) {
            throw Refused.malformed("c= is not the gs2-header of the first message (RFC 5802 section 6)");
        }
    }

    private SaslStep judge(Identity identity, byte[] salt, String proof, String authMessage) throws Refused {
        String password = credentials.password(identity.authcid());
        if (password == null || SaslPrep.prepared(password) == null) {
            throw Refused.credentials();
        }
        for (String form : SaslPrep.forms(password)) {
            ScramKeys keys = new ScramKeys(hash, form, salt, settings.scramIterations());
            if (keys.accepts(proof, authMessage)) {
                Success success = identity.authorized(credentials);
                return Challenge.of("v=" + keys.serverSignature(authMessage), last -> onEnd(last, success));
            }
        }
        throw Refused.credentials();
    }

    /** The client has nothing left to say: its response only makes room for the server's outcome. */
    private static SaslStep onEnd(byte[] response, Success success) throws Refused {
        if (response.length > 0) {
            throw Refused.malformed("the response to the server-final-message is not empty");
        }
        return success;
    }

    private static String base64(byte[] octets) {
        return Base64.getEncoder().encodeToString(octets);
    }
}
