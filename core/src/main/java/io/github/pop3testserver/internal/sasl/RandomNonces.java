package io.github.pop3testserver.internal.sasl;

import java.security.SecureRandom;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Nonces such as {@code 1896.697170952}, of 128 random bits. */
final class RandomNonces implements Supplier<String> {

    /** Made when first needed: it is slow to load. */
    private @Nullable SecureRandom random;

    @Override
    public String get() {
        if (random == null) {
            random = new SecureRandom();
        }
        return Long.toUnsignedString(random.nextLong()) + "." + Long.toUnsignedString(random.nextLong());
    }
}
