package io.github.pop3testserver;

import io.github.pop3testserver.internal.mime.HeaderReader;
import io.github.pop3testserver.internal.server.ServerContext;
import io.github.pop3testserver.internal.store.OpenMaildrop;
import io.github.pop3testserver.internal.store.StoredMessage;
import io.github.pop3testserver.model.MessageState;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * One message of a maildrop, as the test holds it. A handle on the server's own message: each call tells how things are
 * now, also after the message was deleted. Safe from any thread, and after the server's end.
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

    /** The unique-id (RFC 1939 section 7). */
    public String uid() {
        return stored.uid();
    }

    /** Octets as LIST and RETR announce them: each line end counts two, byte-stuffing does not count. */
    public long size() {
        return stored.size();
    }

    /** The Subject header, decoded; empty if there is none. */
    public String subject() {
        return header("Subject").orElse("");
    }

    /** The first header of a name, in any case, unfolded and decoded. */
    public Optional<String> header(String name) {
        return HeaderReader.first(stored.content(), name);
    }

    /** The octets as they were seeded; a copy. */
    public byte[] content() {
        return stored.content().clone();
    }

    /** {@link #content()} as UTF-8. */
    public String contentAsString() {
        return new String(stored.content(), StandardCharsets.UTF_8);
    }

    public MessageState state() {
        return context.loop().call(stored::state);
    }

    /**
     * How often clients have asked for the message, by RETR, or by a TOP with lines of the body that covers it, which some
     * send in its place. What was answered by {@code -ERR} does not count.
     */
    public int timesRetrieved() {
        return context.loop().call(stored::timesRetrieved);
    }

    /** How many of these replies were handed to the client's connection to their last octet. */
    public int timesRetrievedCompletely() {
        return context.loop().call(stored::timesRetrievedCompletely);
    }

    /** The message's number in a session; empty if it was not in the maildrop when that session logged in to it. */
    public OptionalInt numberIn(Pop3Session session) {
        return context.loop().call(() -> {
            OpenMaildrop maildrop = session.stored().maildrop();
            return maildrop == null ? OptionalInt.empty() : maildrop.numberOf(stored);
        });
    }

    /** The session whose QUIT has removed the message; empty also once {@link Pop3TestServer#reset()} has forgotten it. */
    public Optional<Pop3Session> deletedIn() {
        return context.loop()
                .call(() -> context.journal().sessions().stream()
                        .filter(session -> stored.deletedIn() != null && session.maildrop() == stored.deletedIn())
                        .map(session -> new Pop3Session(context, session))
                        .findFirst());
    }

    /** Whether a client has deleted it although no session was ever sent all of it: nobody can have read this mail. */
    public boolean isLost() {
        return context.loop().call(stored::isLost);
    }

    /** Handles on the same message are equal. */
    @Override
    public boolean equals(Object other) {
        return other instanceof MaildropMessage that && stored == that.stored;
    }

    @Override
    public int hashCode() {
        return System.identityHashCode(stored);
    }

    /** The subject in quotes. */
    @Override
    public String toString() {
        return '"' + header("Subject").orElse("(no subject)") + '"';
    }
}
