package io.github.pop3testserver.internal.store;

import io.github.pop3testserver.model.MessageState;
import io.github.pop3testserver.model.SeedMessage;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** One message of a maildrop, and its state. */
public final class StoredMessage {

    private final StoredMaildrop maildrop;
    private final String uid;
    private final MessageContent content;
    private final long announcedSize;
    private final @Nullable String unretrievable;
    private final @Nullable String undeletable;

    /** The state without regard to marks. */
    private MessageState state = MessageState.SCHEDULED;

    /** The number of sessions that have marked it: more than one only if the maildrop is shared. */
    private int marks;

    private int timesRetrieved;
    private int timesRetrievedCompletely;

    /** Whether any session was sent all of it, by any command. */
    private boolean sentWhole;

    /** Whether a session has retrieved it and ended with QUIT. */
    private boolean taken;

    private @Nullable OpenMaildrop deletedIn;

    /** @param prepared its seed is not kept, because it has another copy of the octets */
    StoredMessage(StoredMaildrop maildrop, String uid, PreparedMessage prepared) {
        SeedMessage seed = prepared.seed();
        this.maildrop = maildrop;
        this.uid = uid;
        this.content = prepared.content();
        this.announcedSize = prepared.announcedSize();
        this.unretrievable = seed.unretrievable().orElse(null);
        this.undeletable = seed.undeletable().orElse(null);
    }

    /** The maildrop that it is in, or was in. */
    public StoredMaildrop maildrop() {
        return maildrop;
    }

    public String uid() {
        return uid;
    }

    /** The octets as seeded; not to be changed. */
    public byte[] content() {
        return content.seeded();
    }

    /** Half of the SHA-256 of {@link #content()}, in hexadecimal digits. */
    String contentHash() {
        return content.hash();
    }

    /** Octets on the wire, without byte-stuffing and terminator (RFC 1939 section 11). */
    public long size() {
        return content.size();
    }

    /** The size that clients see: the true one, unless the test has set another. */
    public long announcedSize() {
        return announcedSize;
    }

    /** Why it cannot be retrieved; null if it can. */
    public @Nullable String unretrievable() {
        return unretrievable;
    }

    /** Why UPDATE cannot remove it; null if it can. */
    public @Nullable String undeletable() {
        return undeletable;
    }

    /** Whether its headers need UTF8 mode (RFC 6856). */
    public boolean isInternationalized() {
        return content.isInternationalized();
    }

    /** The lines that RETR sends, byte-stuffed, without the terminator; each call returns a new view. */
    public ByteBuffer lines() {
        return ByteBuffer.wrap(content.stuffed());
    }

    /** The lines that TOP sends. */
    public ByteBuffer top(long bodyLines) {
        return lines().limit(content.endOfTop(bodyLines));
    }

    public MessageState state() {
        return state == MessageState.PRESENT && marks > 0 ? MessageState.MARKED_FOR_DELETION : state;
    }

    public int timesRetrieved() {
        return timesRetrieved;
    }

    public int timesRetrievedCompletely() {
        return timesRetrievedCompletely;
    }

    /** The session that deleted it; null if none did. */
    public @Nullable OpenMaildrop deletedIn() {
        return deletedIn;
    }

    /** Deleted by a client although no session was ever sent all of it. */
    public boolean isLost() {
        return state == MessageState.DELETED && !sentWhole;
    }

    /** A session that has retrieved it has ended with QUIT. */
    void take() {
        taken = true;
    }

    boolean isTaken() {
        return taken;
    }

    void countRetrieval() {
        timesRetrieved++;
    }

    /** The last octet of a reply with this message has been handed to the client's connection. */
    public void sent(boolean asRetrieval, boolean whole) {
        timesRetrievedCompletely += asRetrieval ? 1 : 0;
        sentWhole |= whole;
    }

    /** Whether it is no longer in the maildrop. */
    public boolean isGone() {
        return state == MessageState.DELETED || state == MessageState.REMOVED_BY_TEST;
    }

    /** False if it was removed before. */
    boolean arrive() {
        if (state == MessageState.SCHEDULED) {
            state = MessageState.PRESENT;
        }
        return state == MessageState.PRESENT;
    }

    void mark() {
        marks++;
    }

    void unmark() {
        marks--;
    }

    /** False if it was gone already. */
    boolean delete(OpenMaildrop session) {
        if (isGone()) {
            return false;
        }
        state = MessageState.DELETED;
        deletedIn = session;
        return true;
    }

    void remove() {
        if (!isGone()) {
            state = MessageState.REMOVED_BY_TEST;
        }
    }
}
