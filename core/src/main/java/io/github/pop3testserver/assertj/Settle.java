package io.github.pop3testserver.assertj;

import java.util.function.BooleanSupplier;

/** Lets clients finish before an assertion fails: a client's last command may still be on its way. */
final class Settle {

    private Settle() {}

    /** @param settle waits until no client is connected, within limits */
    static void unless(BooleanSupplier holds, Runnable settle) {
        if (!holds.getAsBoolean()) {
            settle.run();
        }
    }
}
