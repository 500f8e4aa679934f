package io.github.pop3testserver.internal.sasl;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** A hash function. */
final class Hash {

    private final MessageDigest digest;

    /** @param name as the JDK has it, such as SHA-256 */
    Hash(String name) {
        try {
            digest = MessageDigest.getInstance(name);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this JVM has no " + name, e);
        }
    }

    /** Of the parts one behind the other. */
    byte[] of(byte[]... parts) {
        for (byte[] part : parts) {
            digest.update(part);
        }
        return digest.digest();
    }
}
