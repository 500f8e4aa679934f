package io.github.pop3testserver.conversation;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The client's side of CRAM-MD5 (RFC 2195), for logins that send no password. */
final class CramMd5Client {

    private CramMd5Client() {}

    /** What AUTH CRAM-MD5 is answered by, and what to answer to that. */
    static String response(String challenge, String user, String password) {
        String text = new String(
                Base64.getDecoder().decode(challenge.substring("+ ".length()).strip()), StandardCharsets.UTF_8);
        try {
            Mac mac = Mac.getInstance("HmacMD5");
            mac.init(new SecretKeySpec(password.getBytes(StandardCharsets.UTF_8), "HmacMD5"));
            String digest = HexFormat.of().formatHex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
            return Base64.getEncoder().encodeToString((user + " " + digest).getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java platform has no HMAC-MD5", e);
        }
    }
}
