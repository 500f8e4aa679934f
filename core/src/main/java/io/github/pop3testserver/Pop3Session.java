package io.github.pop3testserver;

import io.github.pop3testserver.internal.server.ServerContext;
import io.github.pop3testserver.internal.server.SessionRecord;
import io.github.pop3testserver.internal.store.OpenMaildrop;
import io.github.pop3testserver.internal.store.StoredMessage;
import io.github.pop3testserver.model.CommandLine;
import io.github.pop3testserver.model.Exchange;
import io.github.pop3testserver.model.ProtocolViolation;
import io.github.pop3testserver.model.SessionEnd;
import io.github.pop3testserver.model.Transcript;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * One client's session, from its connection to its end, as the test sees it. A handle on the server's own record: each
 * call tells how things are now. Safe from any thread, and after the server's end.
 */
public final class Pop3Session {

    private final ServerContext context;
    private final SessionRecord record;

    Pop3Session(ServerContext context, SessionRecord record) {
        this.context = context;
        this.record = record;
    }

    SessionRecord stored() {
        return record;
    }

    /** Which of the server's sessions this is, in the order of their connections, from 1. */
    public int number() {
        return record.number();
    }

    /** The user that has logged in; empty before that. */
    public Optional<String> username() {
        return context.loop().call(() -> {
            OpenMaildrop maildrop = record.maildrop();
            return maildrop == null
                    ? Optional.empty()
                    : Optional.of(maildrop.maildrop().username());
        });
    }

    /** When the client connected. */
    public Instant openedAt() {
        return record.openedAt();
    }

    /** The command lines that were received, in order, unknown ones included. */
    public List<CommandLine> commands() {
        return context.loop().call(record::commands);
    }

    /** What was answered, in order: the greeting, each command, each response to a challenge, each line that was too long. */
    public List<Exchange> exchanges() {
        return context.loop().call(record::exchanges);
    }

    /** The messages that the client has asked for, as {@link MaildropMessage#timesRetrieved()} counts them. */
    public List<MaildropMessage> retrieved() {
        return messages(OpenMaildrop::retrieved);
    }

    /** The messages that are marked by DELE, or were when the session ended without QUIT. */
    public List<MaildropMessage> markedForDeletion() {
        return messages(OpenMaildrop::uncommitted);
    }

    /** The messages that the session's QUIT has removed. */
    public List<MaildropMessage> deleted() {
        return messages(OpenMaildrop::deleted);
    }

    private List<MaildropMessage> messages(Function<OpenMaildrop, List<StoredMessage>> which) {
        return context.loop().call(() -> {
            OpenMaildrop maildrop = record.maildrop();
            List<MaildropMessage> messages = new ArrayList<>();
            if (maildrop != null) {
                which.apply(maildrop).forEach(message -> messages.add(new MaildropMessage(context, message)));
            }
            return List.copyOf(messages);
        });
    }

    /** How many login attempts were refused, by the server or by a fault in its place, whatever became of the reply. */
    public int failedLogins() {
        return context.loop().call(record::failedLogins);
    }

    /** What the client did that the protocol forbids, in order, although the server may have tolerated it. */
    public List<ProtocolViolation> violations() {
        return context.loop().call(record::violations);
    }

    /** The version of TLS, {@code TLSv1.3} for example; empty for a connection in the clear. */
    public Optional<String> tlsProtocol() {
        return context.loop().call(() -> notEmpty(record.tlsProtocol()));
    }

    /** The host name that the client has asked for in its TLS handshake (RFC 6066 section 3). */
    public Optional<String> sniHostName() {
        return context.loop().call(() -> notEmpty(record.sniHostName()));
    }

    private static Optional<String> notEmpty(String text) {
        return text.isEmpty() ? Optional.empty() : Optional.of(text);
    }

    /** How the session ended, {@link SessionEnd#STILL_OPEN} if it has not. */
    public SessionEnd end() {
        return context.loop().call(record::end);
    }

    /**
     * Whether there still is a connection. It may outlast the session: the server has said FIN and waits for the client's.
     */
    public boolean isConnected() {
        return context.loop().call(record::isConnected);
    }

    /** As {@link Pop3TestServer#settle()}. */
    public boolean settle() {
        return new Settling(context).settle();
    }

    /** The conversation so far. */
    public Transcript transcript() {
        return context.loop().call(() -> context.journal().transcript(record));
    }

    /** Handles on the same session are equal. */
    @Override
    public boolean equals(Object other) {
        return other instanceof Pop3Session that && record == that.record;
    }

    @Override
    public int hashCode() {
        return System.identityHashCode(record);
    }

    @Override
    public String toString() {
        return "session " + number();
    }
}
