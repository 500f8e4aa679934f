package io.github.pop3testserver.junit5;

import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.PreInterruptCallback;
import org.junit.jupiter.api.extension.PreInterruptContext;

/**
 * The extension of a field, which is also notified of timeouts. It is a separate class because an older Jupiter cannot
 * load it.
 */
final class RegisteredExtension extends Pop3ServerExtension implements PreInterruptCallback {

    private RegisteredExtension(Registered registered) {
        super(registered);
    }

    /**
     * Not a constructor: the JVM loads this class to verify a class that calls its constructor, and an older Jupiter
     * lacks what it needs.
     */
    static Pop3ServerExtension with(Registered registered) {
        return new RegisteredExtension(registered);
    }

    @Override
    public void beforeThreadInterrupt(PreInterruptContext interrupt, ExtensionContext context) {
        onTimeout(context);
    }
}
