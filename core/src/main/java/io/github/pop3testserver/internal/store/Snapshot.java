package io.github.pop3testserver.internal.store;

import java.nio.ByteBuffer;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The messages of a maildrop at one time, numbered from 1 (RFC 1939 section 4). Sessions share it until the maildrop
 * changes: for a client that polls a full maildrop, sums and listings are made once.
 */
final class Snapshot {

    private static final BitSet NONE = new BitSet(0);

    private final List<StoredMessage> messages;
    private final long octets;

    /** Of all messages; null until first needed. */
    private @Nullable ByteBuffer scanListing;

    /** Of all messages; null until first needed. */
    private @Nullable ByteBuffer uidListing;

    Snapshot(List<StoredMessage> messages) {
        this.messages = messages;
        long sum = 0;
        for (StoredMessage message : messages) {
            sum += message.announcedSize();
        }
        octets = sum;
    }

    List<StoredMessage> messages() {
        return messages;
    }

    StoredMessage message(int number) {
        return messages.get(number - 1);
    }

    /** The announced sizes of all messages, added up. */
    long octets() {
        return octets;
    }

    /** The lines of LIST, without the messages that are marked; each call returns a new view. */
    ByteBuffer scanListing(BitSet marks) {
        if (!marks.isEmpty()) {
            return scanListingWithout(marks);
        }
        if (scanListing == null) {
            scanListing = scanListingWithout(NONE);
        }
        return scanListing.duplicate();
    }

    /** The lines of UIDL with the messages' own unique-ids, without the messages that are marked; a new view. */
    ByteBuffer uidListing(BitSet marks) {
        if (!marks.isEmpty()) {
            return uidListingWithout(marks);
        }
        if (uidListing == null) {
            uidListing = uidListingWithout(NONE);
        }
        return uidListing.duplicate();
    }

    private ByteBuffer scanListingWithout(BitSet marks) {
        return Listing.of(
                messages.size(),
                marks,
                (listing, number) -> listing.add(number, message(number).announcedSize()));
    }

    private ByteBuffer uidListingWithout(BitSet marks) {
        return Listing.of(
                messages.size(),
                marks,
                (listing, number) -> listing.add(number, message(number).uid()));
    }
}
