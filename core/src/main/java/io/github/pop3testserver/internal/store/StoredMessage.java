package io.github.pop3testserver.internal.store;

import io.github.pop3testserver.model.MessageState;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** One message of a maildrop, and what has become of it. */
public final class StoredMessage {

    private final String uid;
    private final byte[] content;
    private final WireForm wire;

    private MessageState state = MessageState.PRESENT;
    private int timesRetrieved;
    private int timesRetrievedCompletely;

    /** Whether any session was sent all of it, by whatever command. */
    private boolean sentWhole;

    private @Nullable OpenMaildrop deletedIn;

    StoredMessage(String uid, byte[] content) {
        this.uid = uid;
        this.content = content;
        this.wire = WireForm.of(content);
    }

    public String uid() {
        return uid;
    }

    /** The octets as they were seeded; not to be changed. */
    public byte[] content() {
        return content;
    }

    /** Octets on the wire, without byte-stuffing and terminator (RFC 1939 section 11). */
    public long size() {
        return wire.size();
    }

    /** The lines that RETR sends, byte-stuffed, without the terminator; each call returns a view of its own. */
    public ByteBuffer lines() {
        return ByteBuffer.wrap(wire.stuffed());
    }

    /** The lines that TOP sends. */
    public ByteBuffer top(long bodyLines) {
        return lines().limit(wire.endOfTop(bodyLines));
    }

    public MessageState state() {
        return state;
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

    boolean isGone() {
        return state == MessageState.DELETED || state == MessageState.REMOVED_BY_FIXTURE;
    }

    /** Marks come and go until the message itself has gone. */
    void mark(boolean deleted) {
        if (!isGone()) {
            state = deleted ? MessageState.MARKED_DELETED : MessageState.PRESENT;
        }
    }

    void delete(OpenMaildrop session) {
        if (!isGone()) {
            state = MessageState.DELETED;
            deletedIn = session;
        }
    }

    void remove() {
        if (!isGone()) {
            state = MessageState.REMOVED_BY_FIXTURE;
        }
    }
}
