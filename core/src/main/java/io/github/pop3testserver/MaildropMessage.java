package io.github.pop3testserver;

import io.github.pop3testserver.internal.mime.HeaderReader;
import io.github.pop3testserver.internal.server.ServerContext;
import io.github.pop3testserver.internal.store.OpenMaildrop;
import io.github.pop3testserver.internal.store.StoredMessage;
import io.github.pop3testserver.model.MessageState;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * One message of a maildrop. This is a live view: it shows the message's current state, also after the message was
 * deleted. It is thread-safe and remains usable after the server is closed.
 */
public final class MaildropMessage {

    private final ServerContext context;
    private final StoredMessage stored;

    MaildropMessage(ServerContext context, StoredMessage stored) {
        this.context = context;
        this.stored = stored;
    }

    StoredMessage stored() {
        return stored;
    }

    /** For the server that asks, which has to be the message's own. */
    StoredMessage storedIn(ServerContext server) {
        if (context.loop() != server.loop()) {
            throw new IllegalArgumentException(this + " is a message of another server");
        }
        return stored;
    }

    /**
     * Returns the unique-id (RFC 1939 section 7). Under some
     * {@linkplain io.github.pop3testserver.model.UidPolicy policies}, UIDL shows another.
     */
    public String uid() {
        return stored.uid();
    }

    /**
     * Returns the size in octets: each line end counts as two, byte-stuffing does not count (RFC 1939 section 11).
     * STAT, LIST and RETR announce this size, unless the message was seeded with another
     * {@linkplain io.github.pop3testserver.model.SeedMessage#reportedSize(long) reported size}.
     */
    public long size() {
        return stored.size();
    }

    /** Returns the decoded Subject header; empty if there is none. */
    public String subject() {
        return header("Subject").orElse("");
    }

    /**
     * Returns the value of the first header field with this name, unfolded and decoded (RFC 2047). Case does not
     * matter.
     */
    public Optional<String> header(String name) {
        return HeaderReader.first(stored.content(), Objects.requireNonNull(name, "a name must not be null"));
    }

    /** Returns a copy of the octets as they were seeded. */
    public byte[] content() {
        return stored.content().clone();
    }

    /** Returns {@link #content()} as UTF-8 text. */
    public String contentAsString() {
        return new String(stored.content(), StandardCharsets.UTF_8);
    }

    /** Returns what has become of the message. */
    public MessageState state() {
        return context.loop().call(stored::state);
    }

    /**
     * Returns how many times clients have retrieved the message: with RETR, or with a TOP that covers the whole message
     * and asks for lines of the body. Requests answered with {@code -ERR} do not count.
     */
    public int timesRetrieved() {
        return context.loop().call(stored::timesRetrieved);
    }

    /**
     * Returns how many of these retrievals were sent in full. A reply that was cut or corrupted does not count, unless only the
     * text after {@code +OK} is another.
     */
    public int timesRetrievedCompletely() {
        return context.loop().call(stored::timesRetrievedCompletely);
    }

    /**
     * Returns the message-number in a session; empty if the message was not in the maildrop when the session logged in,
     * or if the session does not see it.
     */
    public OptionalInt numberIn(Pop3Session session) {
        Objects.requireNonNull(session, "a session must not be null");
        return context.loop().call(() -> {
            OpenMaildrop maildrop = session.stored().maildrop();
            return maildrop == null ? OptionalInt.empty() : maildrop.numberOf(stored);
        });
    }

    /**
     * Returns the session whose QUIT deleted the message; empty if none did, or if {@link Pop3TestServer#reset()} has
     * removed it.
     */
    public Optional<Pop3Session> deletedIn() {
        return context.loop()
                .call(() -> context.journal().sessions().stream()
                        .filter(session -> stored.deletedIn() != null && session.maildrop() == stored.deletedIn())
                        .map(session -> new Pop3Session(context, session))
                        .findFirst());
    }

    /** Returns whether a client deleted the message although no session was ever sent all of it. */
    public boolean isLost() {
        return context.loop().call(stored::isLost);
    }

    /** Returns whether the other object is a view of the same message. */
    @Override
    public boolean equals(Object other) {
        return other instanceof MaildropMessage that && stored == that.stored;
    }

    @Override
    public int hashCode() {
        return System.identityHashCode(stored);
    }

    /** Returns the subject in quotation marks. */
    @Override
    public String toString() {
        return '"' + header("Subject").orElse("(no subject)") + '"';
    }
}
