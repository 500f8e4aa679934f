package io.github.pop3testserver.model;

import org.jspecify.annotations.Nullable;

/** How the server treats a message, apart from its octets. */
record SeedTraits(
        @Nullable String uid,
        @Nullable Long reportedSize,
        @Nullable String unretrievable,
        @Nullable String undeletable) {

    static final SeedTraits NONE = new SeedTraits(null, null, null, null);

    SeedTraits withUid(String changed) {
        return new SeedTraits(changed, reportedSize, unretrievable, undeletable);
    }

    SeedTraits withReportedSize(long changed) {
        return new SeedTraits(uid, changed, unretrievable, undeletable);
    }

    SeedTraits withUnretrievable(String changed) {
        return new SeedTraits(uid, reportedSize, changed, undeletable);
    }

    SeedTraits withUndeletable(String changed) {
        return new SeedTraits(uid, reportedSize, unretrievable, changed);
    }
}
