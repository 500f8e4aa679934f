package io.github.pop3testserver.junit5;

import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.PreInterruptCallback;
import org.junit.jupiter.api.extension.PreInterruptContext;

/**
 * Tells the servers of annotations that a test's time is up. An older Jupiter cannot load this: annotations name it behind
 * {@link Pop3ServerExtension}, which refuses such a version, and in an {@code @ExtendWith} of its own.
 */
final class TimeoutWatch implements PreInterruptCallback {

    @Override
    public void beforeThreadInterrupt(PreInterruptContext interrupt, ExtensionContext context) {
        TestServers.of(context.getStore(Pop3ServerExtension.BY_ANNOTATIONS)).ifPresent(TestServers::onTimeout);
    }
}
