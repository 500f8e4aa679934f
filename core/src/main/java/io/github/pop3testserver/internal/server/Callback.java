package io.github.pop3testserver.internal.server;

import java.util.function.Supplier;

/** A test's own code on the server's thread. */
final class Callback {

    private Callback() {}

    /** What the code gives; what it throws is no sign of anything else, such as of a connection that is lost. */
    static <T> T call(Supplier<T> code) {
        try {
            return code.get();
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            // Checked ones, too: other languages than Java throw them from anywhere.
            throw new IllegalStateException("a callback has thrown " + e, e);
        }
    }
}
