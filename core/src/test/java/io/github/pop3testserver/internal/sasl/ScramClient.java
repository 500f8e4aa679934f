package io.github.pop3testserver.internal.sasl;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * A SCRAM client on the JDK's cryptography.
 *
 * @param hash as in {@code SHA-256}
 * @param gs2Header such as {@code n,,}
 * @param bare the client-first-message-bare
 */
public record ScramClient(String hash, String gs2Header, String bare, String password) {

    public String first() {
        return gs2Header + bare;
    }

    public String last(String serverFirst) throws GeneralSecurityException {
        String withoutProof = withoutProof(serverFirst);
        byte[] clientKey = hmac(saltedPassword(serverFirst), "Client Key");
        byte[] storedKey = MessageDigest.getInstance(hash).digest(clientKey);
        byte[] proof = hmac(storedKey, bare + "," + serverFirst + "," + withoutProof);
        for (int i = 0; i < proof.length; i++) {
            proof[i] ^= clientKey[i];
        }
        return withoutProof + ",p=" + Base64.getEncoder().encodeToString(proof);
    }

    /** What the server has to say to prove that it knows the password. */
    public String expected(String serverFirst) throws GeneralSecurityException {
        byte[] serverKey = hmac(saltedPassword(serverFirst), "Server Key");
        byte[] signature = hmac(serverKey, bare + "," + serverFirst + "," + withoutProof(serverFirst));
        return "v=" + Base64.getEncoder().encodeToString(signature);
    }

    private String withoutProof(String serverFirst) {
        return "c=" + Base64.getEncoder().encodeToString(gs2Header.getBytes(UTF_8)) + ","
                + serverFirst.split(",", -1)[0];
    }

    private byte[] saltedPassword(String serverFirst) throws GeneralSecurityException {
        String[] attributes = serverFirst.split(",", -1);
        byte[] salt = Base64.getDecoder().decode(attributes[1].substring(2));
        int iterations = Integer.parseInt(attributes[2].substring(2));
        int bits = MessageDigest.getInstance(hash).getDigestLength() * 8;
        return SecretKeyFactory.getInstance("PBKDF2With" + hmacName())
                .generateSecret(new PBEKeySpec(password.toCharArray(), salt, iterations, bits))
                .getEncoded();
    }

    private byte[] hmac(byte[] key, String text) throws GeneralSecurityException {
        Mac mac = Mac.getInstance(hmacName());
        mac.init(new SecretKeySpec(key, hmacName()));
        return mac.doFinal(text.getBytes(UTF_8));
    }

    private String hmacName() {
        return "Hmac" + hash.replace("-", "");
    }
}
