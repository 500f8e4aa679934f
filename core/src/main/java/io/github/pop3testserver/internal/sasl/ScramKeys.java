package io.github.pop3testserver.internal.sasl;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;

/** What SCRAM makes of a password: the proofs that each side knows it (RFC 5802 section 3). */
final class ScramKeys {

    private final Hash hash;
    private final Hmac saltedPassword;

    ScramKeys(Hash hash, String password, byte[] salt, int iterations) {
        this.hash = hash;
        this.saltedPassword = new Hmac(hash, hi(new Hmac(hash, password.getBytes(UTF_8)), salt, iterations));
    }

    /** Whether that is the ClientProof, in base64, for these messages. */
    boolean accepts(String clientProof, String authMessage) {
        return MessageDigest.isEqual(clientProof(authMessage).getBytes(US_ASCII), clientProof.getBytes(UTF_8));
    }

    private String clientProof(String authMessage) {
        byte[] clientKey = saltedPassword.of("Client Key");
        byte[] storedKey = hash.of(clientKey);
        byte[] clientSignature = new Hmac(hash, storedKey).of(authMessage);
        return Base64.getEncoder().encodeToString(xor(clientKey, clientSignature));
    }

    /** In base64. */
    String serverSignature(String authMessage) {
        byte[] serverKey = saltedPassword.of("Server Key");
        return Base64.getEncoder().encodeToString(new Hmac(hash, serverKey).of(authMessage));
    }

    /** Hi (RFC 5802 section 2.2), which is PBKDF2 with a single block of output. */
    private static byte[] hi(Hmac password, byte[] salt, int iterations) {
        byte[] u = password.of(withOne(salt));
        byte[] result = u;
        for (int i = 1; i < iterations; i++) {
            u = password.of(u);
            result = xor(result, u);
        }
        return result;
    }

    /** The salt and INT(1), which has four octets. */
    private static byte[] withOne(byte[] salt) {
        byte[] octets = Arrays.copyOf(salt, salt.length + 4);
        octets[octets.length - 1] = 1;
        return octets;
    }

    private static byte[] xor(byte[] a, byte[] b) {
        byte[] result = new byte[a.length];
        for (int i = 0; i < a.length; i++) {
            result[i] = (byte) (a[i] ^ b[i]);
        }
        return result;
    }
}
