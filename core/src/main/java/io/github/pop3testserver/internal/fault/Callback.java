package io.github.pop3testserver.internal.fault;

import java.util.function.Supplier;

/** Runs a test's own code on the server's thread. */
public final class Callback {

    private Callback() {}

    /** Returns what the code returns. A checked exception becomes an unchecked one, or it would pass for a lost connection. */
    public static <T> T call(Supplier<T> code) {
        try {
            return code.get();
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            // Checked ones, too: other languages than Java throw them from anywhere.
            throw new IllegalStateException("a callback has thrown " + e, e);
        } finally {
            // An interrupt that the code leaves behind is not for what the server does next.
            Thread.interrupted();
        }
    }
}
