package io.github.pop3testserver.internal.store;

import io.github.pop3testserver.model.MessageState;
import io.github.pop3testserver.model.SeedMessage;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** One message of a maildrop, and what has become of it. */
public final class StoredMessage {

    private final StoredMaildrop maildrop;
    private final String uid;
    private final MessageContent content;
    private final long announcedSize;
    private final @Nullable String unretrievable;
    private final @Nullable String undeletable;

    /** What has become of it, apart from marks. */
    private MessageState state = MessageState.SCHEDULED;

    /** How many sessions have it marked: more than one only where the maildrop is shared. */
    private int marks;

    private int timesRetrieved;
    private int timesRetrievedCompletely;

    /** Whether any session was sent all of it, by whatever command. */
    private boolean sentWhole;

    private @Nullable OpenMaildrop deletedIn;

    /** @param prepared its seed is asked how to treat the message, and not kept: it has a copy of the octets of its own */
    StoredMessage(StoredMaildrop maildrop, String uid, PreparedMessage prepared) {
        SeedMessage seed = prepared.seed();
        this.maildrop = maildrop;
        this.uid = uid;
        this.content = prepared.content();
        this.announcedSize = prepared.announcedSize();
        this.unretrievable = seed.unretrievable().orElse(null);
        this.undeletable = seed.undeletable().orElse(null);
    }

    /** Whose it is, or was. */
    public StoredMaildrop maildrop() {
        return maildrop;
    }

    public String uid() {
        return uid;
    }

    /** The octets as they were seeded; not to be changed. */
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

    /** The size that clients are told: the true one, unless the test has it otherwise. */
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

    /** The lines that RETR sends, byte-stuffed, without the terminator; each call returns a view of its own. */
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

    void countRetrieval() {
        timesRetrieved++;
    }

    /** A reply with this message has been handed to the client's connection to its last octet. */
    public void sent(boolean asRetrieval, boolean whole) {
        timesRetrievedCompletely += asRetrieval ? 1 : 0;
        sentWhole |= whole;
    }

    /** Whether it is in the maildrop no more. */
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

    /** False if somebody else was first. */
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
