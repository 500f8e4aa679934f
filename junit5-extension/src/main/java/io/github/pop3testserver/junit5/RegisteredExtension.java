package io.github.pop3testserver.junit5;

import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.PreInterruptCallback;
import org.junit.jupiter.api.extension.PreInterruptContext;

/** The extension of a field, which is told of time-outs too. A class of its own, as an older Jupiter cannot load it. */
final class RegisteredExtension extends Pop3ServerExtension implements PreInterruptCallback {

    private RegisteredExtension(Registered registered) {
        super(registered);
    }

    /** Not a constructor: a class that calls that cannot be verified where this one cannot be loaded. */
    static Pop3ServerExtension with(Registered registered) {
        return new RegisteredExtension(registered);
    }

    @Override
    public void beforeThreadInterrupt(PreInterruptContext interrupt, ExtensionContext context) {
        onTimeout(context);
    }
}
