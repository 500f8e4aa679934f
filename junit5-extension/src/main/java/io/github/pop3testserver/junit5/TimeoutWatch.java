package io.github.pop3testserver.junit5;

import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.PreInterruptCallback;
import org.junit.jupiter.api.extension.PreInterruptContext;

/**
 * Notifies the servers of annotations that a test has timed out. An older Jupiter cannot load this class. Annotations
 * name it after {@link Pop3ServerExtension}, which refuses such a version, and in its own {@code @ExtendWith}.
 */
final class TimeoutWatch implements PreInterruptCallback {

    @Override
    public void beforeThreadInterrupt(PreInterruptContext interrupt, ExtensionContext context) {
        TestServers.of(context.getStore(Pop3ServerExtension.BY_ANNOTATIONS)).ifPresent(TestServers::onTimeout);
    }
}
