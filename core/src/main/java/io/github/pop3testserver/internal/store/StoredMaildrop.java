package io.github.pop3testserver.internal.store;

import io.github.pop3testserver.model.MessageState;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One user's maildrop: messages in order of arrival, a password, and the exclusive lock (RFC 1939 section 4). */
public final class StoredMaildrop {

    private final String username;
    private String password;

    /** All that were ever seeded: what was removed stays inspectable. */
    private final List<StoredMessage> everything = new ArrayList<>();

    private List<StoredMessage> messages = new ArrayList<>();
    private final Set<String> uids = new HashSet<>();
    private int lastUid;

    /** The session that holds the lock, or another holder of the fixture's; null if nobody does. */
    private @Nullable Object lockedBy;

    StoredMaildrop(String username, String password) {
        this.username = username;
        this.password = password;
    }

    public String username() {
        return username;
    }

    public String password() {
        return password;
    }

    public void changePassword(String changed) {
        password = changed;
    }

    /** Octets are compared: clients send passwords in UTF-8 or in ISO-8859-1. */
    boolean hasPassword(byte[] given) {
        return Arrays.equals(given, password.getBytes(StandardCharsets.UTF_8))
                || Arrays.equals(given, password.getBytes(StandardCharsets.ISO_8859_1));
    }

    /**
     * Adds a message, with the unique-id it asks for or one of ours.
     *
     * @throws IllegalArgumentException if the unique-id is taken
     */
    public StoredMessage add(byte[] content, @Nullable String uid) {
        if (uid != null && uids.contains(uid)) {
            throw new IllegalArgumentException(
                    "the maildrop of \"" + username + "\" has had a message with the unique-id \"" + uid
                            + "\" already (RFC 1939 section 7: a unique-id is not used again); give this one another uid");
        }
        StoredMessage message = new StoredMessage(uid == null ? nextUid() : uid, content);
        uids.add(message.uid());
        messages.add(message);
        everything.add(message);
        return message;
    }

    /** Sixteen hexadecimal digits as Dovecot has them, the same in each run: a serial number and a mark of the user's. */
    private String nextUid() {
        String uid;
        do {
            uid = hex(++lastUid) + hex(username.hashCode());
        } while (uids.contains(uid));
        return uid;
    }

    private static String hex(int number) {
        String digits = Integer.toHexString(number);
        return "0".repeat(8 - digits.length()) + digits;
    }

    /** Removes a message as another client or an administrator would; its number in an open session stays taken. */
    public void remove(StoredMessage message) {
        message.remove();
        removeGone();
    }

    /** One pass whatever the number of messages; a session's snapshot of the list stays what it is. */
    void removeGone() {
        List<StoredMessage> left = new ArrayList<>(messages.size());
        for (StoredMessage message : messages) {
            if (!message.isGone()) {
                left.add(message);
            }
        }
        messages = left;
    }

    /** The messages in the maildrop, marked ones included. */
    public List<StoredMessage> messages() {
        return List.copyOf(messages);
    }

    /** All messages ever seeded, in order of arrival. */
    public List<StoredMessage> everything() {
        return List.copyOf(everything);
    }

    /** All messages ever seeded that are in a state now. */
    public List<StoredMessage> in(MessageState state) {
        List<StoredMessage> found = new ArrayList<>();
        for (StoredMessage message : everything) {
            if (message.state() == state) {
                found.add(message);
            }
        }
        return found;
    }

    /** Who holds the lock; null if nobody does. */
    public @Nullable Object lockedBy() {
        return lockedBy;
    }

    /** Takes the lock for a holder other than a session; the lock must be free. */
    public void lock(Object holder) {
        lockedBy = holder;
    }

    /** Gives the lock back if this holder has it. */
    public void release(Object holder) {
        if (lockedBy == holder) {
            lockedBy = null;
        }
    }

    /** Locks the maildrop for a session and takes the snapshot it works on; null if it is locked already. */
    public @Nullable OpenMaildrop open(int session) {
        if (lockedBy != null) {
            return null;
        }
        OpenMaildrop opened = new OpenMaildrop(this, session, messages());
        lockedBy = opened;
        return opened;
    }
}
