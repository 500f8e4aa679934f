package io.github.pop3testserver.internal.octets;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** Hash functions that every Java platform has in practice. */
public final class Hash {

    private Hash() {}

    /**
     * Returns a new hash function.
     *
     * @param name the JDK's name of it, such as SHA-256
     */
    public static MessageDigest function(String name) {
        try {
            return MessageDigest.getInstance(name);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this Java platform has no " + name, e);
        }
    }
}
