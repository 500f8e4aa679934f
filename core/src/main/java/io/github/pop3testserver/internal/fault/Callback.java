package io.github.pop3testserver.internal.fault;

import java.util.function.Supplier;

/** Runs code of the test on the server's thread. */
public final class Callback {

    private Callback() {}

    /**
     * Returns what the code returns. A checked exception is wrapped: the server would take an {@code IOException} for a
     * lost connection.
     */
    public static <T> T call(Supplier<T> code) {
        try {
            return code.get();
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            // Kotlin and Groovy can throw checked exceptions from any method.
            throw new IllegalStateException("a callback threw " + e, e);
        } finally {
            // An interrupt of the callback must not affect what the server does next.
            Thread.interrupted();
        }
    }
}
