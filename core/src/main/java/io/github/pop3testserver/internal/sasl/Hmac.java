package io.github.pop3testserver.internal.sasl;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;

/** A keyed hash (RFC 2104); by hand, because javax.crypto is slow to load. */
final class Hmac {

    /** The block length of MD5, SHA-1 and SHA-256, in octets. */
    private static final int BLOCK = 64;

    private final Hash hash;
    private final byte[] inner;
    private final byte[] outer;

    Hmac(Hash hash, byte[] key) {
        this.hash = hash;
        byte[] block = Arrays.copyOf(key.length > BLOCK ? hash.of(key) : key, BLOCK);
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
        return hash.of(outer, hash.of(inner, octets));
    }
}
