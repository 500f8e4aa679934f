package io.github.pop3testserver.internal.sasl;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.pop3testserver.internal.octets.Hash;
import io.github.pop3testserver.internal.sasl.ClientText.Gs2Header;
import io.github.pop3testserver.internal.sasl.SaslStep.Challenge;
import io.github.pop3testserver.internal.sasl.SaslStep.Success;
import java.security.MessageDigest;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Base64;
import java.util.Deque;
import java.util.List;
import java.util.function.Function;

/**
 * SCRAM-SHA-1 and SCRAM-SHA-256 (RFC 5802, RFC 7677) without channel binding: client and server prove to each other
 * that they know the password. A failure has no server-final-message, which RFC 5802 section 5.1 leaves optional.
 */
final class Scram {

    /** The minimum that clients accept (RFC 7677 section 4). */
    private static final int ITERATIONS = 4096;

    private static final int SALT_LENGTH = 16;

    private final String hash;
    private final Credentials credentials;
    private final String serverNonce;
    private final Function<String, byte[]> salts;
    private final int iterations;

    /**
     * @param hash the JDK's name of the hash function
     * @param serverNonce printable US-ASCII without a comma, different for each attempt
     */
    Scram(String hash, Credentials credentials, String serverNonce) {
        this(hash, credentials, serverNonce, Scram::salt, ITERATIONS);
    }

    /** @param salts the salt of each user name, known or not; always the same for one name */
    Scram(String hash, Credentials credentials, String serverNonce, Function<String, byte[]> salts, int iterations) {
        this.hash = hash;
        this.credentials = credentials;
        this.serverNonce = serverNonce;
        this.salts = salts;
        this.iterations = iterations;
    }

    /** Derived from the name, so that an unknown user has a salt too, and looks like a known one. */
    private static byte[] salt(String username) {
        byte[] mac = new Hmac("SHA-256", "pop3-test-server".getBytes(UTF_8)).of(username);
        return Arrays.copyOf(mac, SALT_LENGTH);
    }

    Challenge start() {
        return new Challenge("", this::onFirst);
    }

    private SaslStep onFirst(byte[] response) throws Refused {
        ClientFirst first = ClientFirst.of(ClientText.utf8(response));
        byte[] salt = salts.apply(first.authcid());
        String serverFirst = "r=" + first.nonce() + serverNonce + ",s=" + base64(salt) + ",i=" + iterations;
        return new Challenge(serverFirst, last -> onFinal(first, serverFirst, salt, last));
    }

    private SaslStep onFinal(ClientFirst first, String serverFirst, byte[] salt, byte[] response) throws Refused {
        ClientFinal last = ClientFinal.of(ClientText.utf8(response));
        check(last, first);
        String authMessage = first.bare() + "," + serverFirst + "," + last.withoutProof();
        return judge(first, salt, last.proof(), authMessage);
    }

    private void check(ClientFinal last, ClientFirst first) throws Refused {
        if (!last.nonce().equals(first.nonce() + serverNonce)) {
            throw Refused.malformed("the nonce is not the one of this exchange (RFC 5802 section 5.1)");
        }
        if (!last.binding().equals(base64(first.header().text().getBytes(UTF_8)))) {
            throw Refused.malformed("c= is not the gs2-header of the first message (RFC 5802 section 6)");
        }
    }

    private SaslStep judge(ClientFirst first, byte[] salt, String proof, String authMessage) throws Refused {
        credentials.wants(first.authzid());
        String password = credentials.password(first.authcid());
        if (password == null || SaslPrep.prepared(password) == null) {
            throw Refused.credentials();
        }
        for (String form : SaslPrep.forms(password)) {
            Hmac saltedPassword = saltedPassword(form, salt);
            if (isEqual(proof, clientProof(saltedPassword, authMessage))) {
                Success success = Success.of(first.authcid(), first.authzid(), credentials);
                String signature = serverSignature(saltedPassword, authMessage);
                return new Challenge("v=" + signature, last -> onEnd(last, success));
            }
        }
        throw Refused.credentials();
    }

    /** The client has nothing more to say: its empty response only lets the server report the outcome. */
    private static SaslStep onEnd(byte[] response, Success success) throws Refused {
        if (response.length > 0) {
            throw Refused.malformed("the response to the server-final-message is not empty");
        }
        return success;
    }

    private static boolean isEqual(String a, String b) {
        return MessageDigest.isEqual(a.getBytes(UTF_8), b.getBytes(UTF_8));
    }

    /** RFC 5802 section 3. */
    private String clientProof(Hmac saltedPassword, String authMessage) {
        byte[] clientKey = saltedPassword.of("Client Key");
        byte[] storedKey = Hash.function(hash).digest(clientKey);
        byte[] clientSignature = new Hmac(hash, storedKey).of(authMessage);
        return base64(xor(clientKey, clientSignature));
    }

    private String serverSignature(Hmac saltedPassword, String authMessage) {
        byte[] serverKey = saltedPassword.of("Server Key");
        return base64(new Hmac(hash, serverKey).of(authMessage));
    }

    /**
     * Hi (RFC 5802 section 2.2): PBKDF2 with one block of output. Written by hand for the reason given at {@link Hmac}.
     */
    private Hmac saltedPassword(String password, byte[] salt) {
        Hmac hmac = new Hmac(hash, password.getBytes(UTF_8));
        byte[] u = hmac.of(withOne(salt));
        byte[] result = u;
        for (int i = 1; i < iterations; i++) {
            u = hmac.of(u);
            result = xor(result, u);
        }
        return new Hmac(hash, result);
    }

    /** The salt, followed by INT(1) in four octets. */
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

    private static String base64(byte[] octets) {
        return Base64.getEncoder().encodeToString(octets);
    }

    /**
     * The client-first-message (RFC 5802 section 7).
     *
     * @param header its gs2-header
     * @param bare the message without the header
     * @param authcid the user whose password the client has
     * @param authzid the user as whom it wants to act, usually the same
     * @param nonce the client's nonce
     */
    private record ClientFirst(Gs2Header header, String bare, String authcid, String authzid, String nonce) {

        static ClientFirst of(String message) throws Refused {
            Gs2Header header = Gs2Header.of(message);
            Deque<String> attributes = attributes(header.rest());
            refuseMandatoryExtension(attributes);
            String username = ClientText.saslName(required('n', attributes));
            String nonce = required('r', attributes);
            checkExtensions(attributes);
            if (!ClientText.isPrintable(nonce)) {
                throw Refused.malformed("the nonce is not printable ASCII (RFC 5802 section 7)");
            }
            String authcid = ClientText.name(username);
            String authzid = header.authzid().isEmpty() ? authcid : ClientText.name(header.authzid());
            return new ClientFirst(header, header.rest(), authcid, authzid, nonce);
        }
    }

    /**
     * The client-final-message (RFC 5802 section 7).
     *
     * @param withoutProof the message before its proof, which is the last attribute
     * @param binding the gs2-header again, in base64
     * @param nonce the client's nonce followed by the server's
     * @param proof in base64
     */
    private record ClientFinal(String withoutProof, String binding, String nonce, String proof) {

        static ClientFinal of(String message) throws Refused {
            int proofAt = message.lastIndexOf(",p=");
            if (proofAt < 0) {
                throw Refused.malformed("the message has no proof (RFC 5802 section 7)");
            }
            String withoutProof = message.substring(0, proofAt);
            Deque<String> attributes = attributes(withoutProof);
            String binding = required('c', attributes);
            String nonce = required('r', attributes);
            checkExtensions(attributes);
            String proof = message.substring(proofAt + 3);
            if (!proof.matches("(?:[A-Za-z0-9+/]{4})*+(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?")) {
                throw Refused.malformed("the proof is not base64 (RFC 5802 section 7)");
            }
            return new ClientFinal(withoutProof, binding, nonce, proof);
        }
    }

    /** {@code n=user,r=nonce}: attributes have a fixed order (RFC 5802 section 5.1). */
    private static Deque<String> attributes(String message) {
        return new ArrayDeque<>(List.of(message.split(",", -1)));
    }

    /** The value of the next attribute, which must have this name. */
    private static String required(char name, Deque<String> attributes) throws Refused {
        String next = attributes.poll();
        if (next == null || !isAttribute(next) || next.charAt(0) != name) {
            throw Refused.malformed("the message has no " + name + "= where RFC 5802 section 7 has it");
        }
        return next.substring(2);
    }

    /** Only extensions may be left. They are ignored. */
    private static void checkExtensions(Deque<String> attributes) throws Refused {
        while (!attributes.isEmpty()) {
            refuseMandatoryExtension(attributes);
            if (!isAttribute(attributes.remove())) {
                throw Refused.malformed("the message holds something else than attributes (RFC 5802 section 7)");
            }
        }
    }

    /** RFC 5802 section 5.1: m= MUST cause authentication failure. */
    private static void refuseMandatoryExtension(Deque<String> attributes) throws Refused {
        if (attributes.element().startsWith("m=")) {
            throw Refused.malformed("the message asks for an unknown extension (m=, RFC 5802 section 5.1)");
        }
    }

    private static boolean isAttribute(String text) {
        return text.length() > 2 && text.charAt(1) == '=' && isLetter(text.charAt(0)) && text.indexOf('\0') < 0;
    }

    private static boolean isLetter(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    }
}
