package io.github.pop3testserver.internal.sasl;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import java.util.function.Function;

/** Salts made of user names, so that an unknown user has one too and is not told from a known one. */
final class DerivedSalts implements Function<String, byte[]> {

    private static final int LENGTH = 16;

    /** Salts of servers with different keys differ. */
    private final String key;

    DerivedSalts(String key) {
        this.key = key;
    }

    @Override
    public byte[] apply(String username) {
        byte[] mac = new Hmac(new Hash("SHA-256"), key.getBytes(UTF_8)).of(username);
        return Arrays.copyOf(mac, LENGTH);
    }
}
