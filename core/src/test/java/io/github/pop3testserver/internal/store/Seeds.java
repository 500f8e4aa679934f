package io.github.pop3testserver.internal.store;

import io.github.pop3testserver.model.SeedMessage;
import java.util.List;

/** Users and messages for tests of the store. */
final class Seeds {

    private Seeds() {}

    static Users users() {
        return new Users(System::nanoTime, Integer.MAX_VALUE);
    }

    static StoredMessage add(StoredMaildrop maildrop, byte[] content) {
        return add(maildrop, SeedMessage.raw(""), content);
    }

    static StoredMessage add(StoredMaildrop maildrop, byte[] content, String uid) {
        return add(maildrop, SeedMessage.raw("").uid(uid), content);
    }

    static StoredMessage add(StoredMaildrop maildrop, SeedMessage seed, byte[] content) {
        return maildrop.addAll(List.of(prepared(seed, content))).get(0);
    }

    static PreparedMessage prepared(SeedMessage seed, byte[] content) {
        return new PreparedMessage(seed, MessageContent.of(content));
    }
}
