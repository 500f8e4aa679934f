package io.github.pop3testserver.internal.sasl;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.pop3testserver.internal.octets.Hash;
import java.security.MessageDigest;
import java.util.Arrays;

/**
 * A keyed hash (RFC 2104). The JDK has {@code Mac}, and PBKDF2 for SCRAM, but loading them takes
 * 78 to 88 ms on first use. During that time the server's thread would serve no client.
 */
final class Hmac {

    /** The block length of MD5, SHA-1 and SHA-256, in octets. */
    private static final int BLOCK = 64;

    private final MessageDigest hash;
    private final byte[] inner;
    private final byte[] outer;

    /** @param hash the JDK's name of a hash function, such as SHA-256 */
    Hmac(String hash, byte[] key) {
        this.hash = Hash.function(hash);
        byte[] block = Arrays.copyOf(key.length > BLOCK ? this.hash.digest(key) : key, BLOCK);
        this.inner = masked(block, 0x36);
        this.outer = masked(block, 0x5C);
    }

    private static byte[] masked(byte[] block, int mask) {
        byte[] masked = new byte[BLOCK];
        for (int i = 0; i < BLOCK; i++) {
            masked[i] = (byte) (block[i] ^ mask);
        }
        return masked;
    }

    byte[] of(String text) {
        return of(text.getBytes(UTF_8));
    }

    byte[] of(byte[] octets) {
        hash.update(inner);
        byte[] innerHash = hash.digest(octets);
        hash.update(outer);
        return hash.digest(innerHash);
    }
}
