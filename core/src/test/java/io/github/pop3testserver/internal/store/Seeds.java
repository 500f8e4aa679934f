package io.github.pop3testserver.internal.store;

import io.github.pop3testserver.model.SeedMessage;

/** Users and messages for tests of the store. */
final class Seeds {

    private Seeds() {}

    static Users users() {
        return new Users(System::nanoTime, Integer.MAX_VALUE);
    }

    static StoredMessage add(StoredMaildrop maildrop, byte[] content) {
        return maildrop.add(SeedMessage.raw(""), MessageContent.of(content));
    }

    static StoredMessage add(StoredMaildrop maildrop, byte[] content, String uid) {
        return maildrop.add(SeedMessage.raw("").uid(uid), MessageContent.of(content));
    }
}
