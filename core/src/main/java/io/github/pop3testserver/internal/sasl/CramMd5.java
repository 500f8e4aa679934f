package io.github.pop3testserver.internal.sasl;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.pop3testserver.internal.sasl.SaslStep.Challenge;
import io.github.pop3testserver.internal.sasl.SaslStep.Success;
import java.security.MessageDigest;
import java.util.HexFormat;

/** CRAM-MD5 (RFC 2195): the user name, and a digest of the challenge with the password as its key. */
final class CramMd5 {

    private final Credentials credentials;
    private final String challenge;

    /** @param challenge a msg-id in angle brackets, different for each attempt */
    CramMd5(Credentials credentials, String challenge) {
        this.credentials = credentials;
        this.challenge = challenge;
    }

    Challenge start() {
        return new Challenge(challenge, this::onDigest);
    }

    private SaslStep onDigest(byte[] response) throws Refused {
        String text = ClientText.utf8(response);
        int space = text.lastIndexOf(' '); // a user name may contain spaces, a digest may not
        if (space < 0) {
            throw Refused.malformed("the response is not a user name, a space and a digest (RFC 2195 section 2)");
        }
        String digest = text.substring(space + 1);
        if (!digest.matches("[0-9a-f]{32}")) {
            throw Refused.malformed("the digest is not 32 lower-case hexadecimal digits (RFC 2195 section 2)");
        }
        String username = ClientText.name(text.substring(0, space));
        if (!credentials.acceptsAnyPassword(username) && !isProven(username, digest)) {
            throw Refused.credentials();
        }
        return new Success(username);
    }

    private boolean isProven(String username, String digest) {
        String password = credentials.password(username);
        return password != null && SaslPrep.forms(password).stream().anyMatch(form -> isDigestOf(form, digest));
    }

    private boolean isDigestOf(String password, String digest) {
        byte[] mac = new Hmac("MD5", password.getBytes(UTF_8)).of(challenge);
        byte[] expected = HexFormat.of().formatHex(mac).getBytes(US_ASCII);
        return MessageDigest.isEqual(expected, digest.getBytes(US_ASCII));
    }
}
