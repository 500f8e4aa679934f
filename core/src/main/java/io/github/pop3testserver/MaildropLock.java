package io.github.pop3testserver;

import io.github.pop3testserver.internal.server.ServerContext;
import io.github.pop3testserver.internal.store.StoredMaildrop;

/** A lock on a maildrop that the test holds; {@link Maildrop#lock()} and {@link Maildrop#lockWhenFree} take it. */
public final class MaildropLock implements AutoCloseable {

    private final ServerContext context;
    private final StoredMaildrop maildrop;

    MaildropLock(ServerContext context, StoredMaildrop maildrop) {
        this.context = context;
        this.maildrop = maildrop;
    }

    /** Gives the lock back; the second and later calls do nothing. */
    @Override
    public void close() {
        context.loop().run(() -> {
            maildrop.unlock(this);
            context.journal().changed();
        });
    }
}
