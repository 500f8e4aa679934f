package io.github.pop3testserver.internal.store;

import io.github.pop3testserver.model.UidPolicy;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * A maildrop as one session sees it: the messages that were there at login, with the session's own marks. Their numbers
 * never change during the session (RFC 1939 section 4).
 */
public final class OpenMaildrop {

    private final StoredMaildrop maildrop;
    private final int session;
    private final Snapshot snapshot;
    private final int present;
    private final List<StoredMessage> messages;
    private final BitSet marks = new BitSet();
    private final BitSet requested = new BitSet();
    private final List<StoredMessage> retrieved = new ArrayList<>(4);
    private final List<StoredMessage> deleted = new ArrayList<>(4);
    private long octets;
    private int downloads;
    private boolean over;

    /**
     * @param snapshot the messages that the session sees
     * @param present the number of messages in the maildrop
     */
    OpenMaildrop(StoredMaildrop maildrop, int session, Snapshot snapshot, int present) {
        this.maildrop = maildrop;
        this.session = session;
        this.snapshot = snapshot;
        this.present = present;
        this.messages = snapshot.messages();
        this.octets = snapshot.octets();
    }

    public StoredMaildrop maildrop() {
        return maildrop;
    }

    /** The number of this session. */
    public int session() {
        return session;
    }

    /** What transcripts say about messages that the session does not see; empty if it sees all. */
    public String unseen() {
        return highest() == present ? "" : "the session sees " + highest() + " of " + present + " messages";
    }

    /** The highest message-number. */
    public int highest() {
        return messages.size();
    }

    /** The number of messages that are not marked. */
    public int count() {
        return highest() - marks.cardinality();
    }

    /** The announced sizes of the messages that are not marked, added up. */
    public long octets() {
        return octets;
    }

    public boolean isNumber(int number) {
        return number >= 1 && number <= messages.size();
    }

    public StoredMessage message(int number) {
        return messages.get(number - 1);
    }

    public OptionalInt numberOf(StoredMessage message) {
        int index = messages.indexOf(message);
        return index < 0 ? OptionalInt.empty() : OptionalInt.of(index + 1);
    }

    public boolean isMarked(int number) {
        return marks.get(number);
    }

    /** DELE. */
    public void mark(int number) {
        marks.set(number);
        message(number).mark();
        octets -= message(number).announcedSize();
    }

    /** RSET. */
    public void unmarkAll() {
        for (int number = marks.nextSetBit(0); number >= 0; number = marks.nextSetBit(number + 1)) {
            message(number).unmark();
            octets += message(number).announcedSize();
        }
        marks.clear();
    }

    public boolean hasUniqueIds() {
        return maildrop.uidPolicy() != UidPolicy.UNSUPPORTED;
    }

    /** The unique-id of a message in this session. */
    public String uid(int number) {
        return maildrop.uidInSession(session, number, message(number));
    }

    /** The lines of LIST, of the messages that are not marked. */
    public ByteBuffer scanListing() {
        return snapshot.scanListing(marks);
    }

    /** The lines of UIDL, of the messages that are not marked. */
    public ByteBuffer uidListing() {
        return maildrop.showsOwnUniqueIds()
                ? snapshot.uidListing(marks)
                : Listing.of(highest(), marks, (listing, number) -> listing.add(number, uid(number)));
    }

    /** Whether the session has retrieved as many messages as it may. */
    public boolean hasReachedDownloadLimit() {
        return downloads >= maildrop.downloadLimit();
    }

    /** The client has asked for a message with RETR, or with TOP instead. */
    public void retrieving(int number) {
        StoredMessage message = message(number);
        downloads++;
        message.countRetrieval();
        if (!requested.get(number)) {
            requested.set(number);
            retrieved.add(message);
        }
    }

    /**
     * UPDATE: the marked messages are removed, and the lock is released (RFC 1939 section 6).
     *
     * @return why a message could not be removed; null if all could. The others are removed in any case.
     */
    public @Nullable String commit() {
        retrieved.forEach(StoredMessage::take);
        String failure = null;
        for (StoredMessage message : marked()) {
            message.unmark();
            if (message.undeletable() != null) {
                failure = message.undeletable();
            } else if (message.delete(this)) {
                deleted.add(message);
            }
        }
        if (!deleted.isEmpty()) {
            maildrop.removeGone();
        }
        end();
        return failure;
    }

    /** The session ends without UPDATE: the marks are forgotten, and the lock is released; idempotent. */
    public void abandon() {
        if (!over) {
            marked().forEach(StoredMessage::unmark);
            end();
        }
    }

    private void end() {
        over = true;
        maildrop.closed(this);
    }

    /** Whether the session has ended, with UPDATE or without. */
    public boolean isOver() {
        return over;
    }

    private List<StoredMessage> marked() {
        List<StoredMessage> marked = new ArrayList<>(marks.cardinality());
        for (int number = marks.nextSetBit(0); number >= 0; number = marks.nextSetBit(number + 1)) {
            marked.add(message(number));
        }
        return marked;
    }

    /** The messages that are marked, or were when the session ended without UPDATE. */
    public List<StoredMessage> uncommitted() {
        List<StoredMessage> uncommitted = new ArrayList<>(marked());
        uncommitted.removeAll(new HashSet<>(deleted));
        return uncommitted;
    }

    /** The messages requested with RETR, or with TOP instead, in the order of the first request. */
    public List<StoredMessage> retrieved() {
        return List.copyOf(retrieved);
    }

    /** The messages that this session's UPDATE removed. */
    public List<StoredMessage> deleted() {
        return List.copyOf(deleted);
    }
}
