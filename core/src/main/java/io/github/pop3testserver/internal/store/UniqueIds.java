package io.github.pop3testserver.internal.store;

import io.github.pop3testserver.model.UidPolicy;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Set;

/** Generates unique-ids by a policy: sixteen hexadecimal digits, like Dovecot, and the same in each run. */
final class UniqueIds {

    /** Distinguishes the unique-ids of this maildrop from those of others, and from those before a reset. */
    private final int validity;

    private final Set<String> given = new HashSet<>();
    private UidPolicy policy = UidPolicy.STABLE;
    private int serial;

    /** Up to this number no unique-id is free to be reused. */
    private int used;

    UniqueIds(int validity) {
        this.validity = validity;
    }

    UidPolicy policy() {
        return policy;
    }

    void policy(UidPolicy changed) {
        policy = changed;
    }

    /** Takes a unique-id that a message asks for. */
    void take(String uid) {
        given.add(uid);
    }

    boolean isTaken(String uid) {
        return given.contains(uid);
    }

    /** A new unique-id: a serial number and the validity. */
    String next() {
        boolean reuses = policy == UidPolicy.REUSE_AFTER_DELETION;
        int number = reuses ? used : serial;
        String uid;
        do {
            uid = hex(++number) + hex(validity);
        } while (!given.add(uid));
        serial = Math.max(serial, number);
        used = reuses ? number : 0;
        return uid;
    }

    /** A message has gone. Its unique-id may be reused if the policy says so. */
    void gone(String uid) {
        if (policy == UidPolicy.REUSE_AFTER_DELETION) {
            given.remove(uid);
            used = 0;
        }
    }

    /** Whether each session sees the unique-ids that the messages have. */
    boolean areOwn() {
        return policy != UidPolicy.CHANGE_EVERY_SESSION && !areHashes();
    }

    /** Whether each session sees hashes of the messages. */
    boolean areHashes() {
        return policy == UidPolicy.SAME_FOR_IDENTICAL_CONTENT;
    }

    /** The unique-id of a message in a session. */
    String inSession(int session, int number, StoredMessage message) {
        if (areOwn()) {
            return message.uid();
        }
        return areHashes() ? message.contentHash() : hex(number) + hex(session) + hex(validity);
    }

    /** Eight hexadecimal digits. */
    private static String hex(int number) {
        return HexFormat.of().toHexDigits(number);
    }
}
