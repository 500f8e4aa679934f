package io.github.pop3testserver.internal.store;

import io.github.pop3testserver.model.UidPolicy;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Set;

/** Gives unique-ids as a policy has it: sixteen hexadecimal digits, as Dovecot does, and the same in each run. */
final class UniqueIds {

    /** What tells this maildrop's unique-ids from another's, and from those before a reset. */
    private final int validity;

    private final Set<String> given = new HashSet<>();
    private UidPolicy policy = UidPolicy.STABLE;
    private int serial;

    /** Where reused ones are looked for: up to this number none is free. */
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

    /** A serial number and a mark of the user's. */
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

    /** A message has gone: its unique-id may come again where the policy has it. */
    void gone(String uid) {
        if (policy == UidPolicy.REUSE_AFTER_DELETION) {
            given.remove(uid);
            used = 0;
        }
    }

    /** Whether each session is told the unique-ids that the messages have. */
    boolean areOwn() {
        return policy != UidPolicy.CHANGE_EVERY_SESSION && !areHashes();
    }

    /** Whether each session is told hashes of the messages. */
    boolean areHashes() {
        return policy == UidPolicy.SAME_FOR_IDENTICAL_CONTENT;
    }

    /** What a session is told of a message. */
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
