package io.github.pop3testserver;

import io.github.pop3testserver.internal.server.ServerContext;
import io.github.pop3testserver.internal.store.StoredMaildrop;

/**
 * A lock that the test holds on a maildrop, returned by {@link Maildrop#lock()}, {@link Maildrop#lockWhenFree} and
 * {@link Maildrop#lockUntilAutologout()}. Thread-safe.
 */
public final class MaildropLock implements AutoCloseable {

    private final ServerContext context;
    private final StoredMaildrop maildrop;

    MaildropLock(ServerContext context, StoredMaildrop maildrop) {
        this.context = context;
        this.maildrop = maildrop;
    }

    /** Releases the lock. Further calls have no effect. */
    @Override
    public void close() {
        context.loop().run(() -> {
            maildrop.unlock(this);
            context.journal().changed();
        });
    }
}
