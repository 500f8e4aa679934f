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
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * One client's session, from its connection to its end. This is a live view: it is thread-safe and remains usable after
 * the server is closed.
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

    /**
     * Returns the number of the session in the order of connections, from 1. {@link Pop3TestServer#reset()} restarts
     * the numbering.
     */
    public int number() {
        return record.number();
    }

    /** Returns the user who has logged in; empty before login. */
    public Optional<String> username() {
        return context.loop().call(() -> {
            OpenMaildrop maildrop = record.maildrop();
            return maildrop == null
                    ? Optional.empty()
                    : Optional.of(maildrop.maildrop().username());
        });
    }

    /** Returns when the client connected, by the virtual clock if there is one. */
    public Instant openedAt() {
        return record.openedAt();
    }

    /** Returns the command lines received, in order, including unknown commands. */
    public List<CommandLine> commands() {
        return context.loop().call(record::commands);
    }

    /**
     * Returns the exchanges in order: the greeting, each command, each response to a challenge, and each line that was
     * too long.
     */
    public List<Exchange> exchanges() {
        return context.loop().call(record::exchanges);
    }

    /**
     * Returns the messages that the client has retrieved, as {@link MaildropMessage#timesRetrieved()} counts them, in
     * the order of the first retrieval.
     */
    public List<MaildropMessage> retrieved() {
        return messages(OpenMaildrop::retrieved);
    }

    /** Returns the messages that are marked with DELE, or were when the session ended without QUIT. */
    public List<MaildropMessage> markedForDeletion() {
        return messages(OpenMaildrop::uncommitted);
    }

    /** Returns the messages that this session's QUIT deleted. */
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

    /**
     * Returns how many login attempts were refused, by the server or by a fault, whether or not the client received the
     * reply.
     */
    public int failedLogins() {
        return context.loop().call(record::failedLogins);
    }

    /** Returns the client's protocol violations, in order, including those that the server tolerated. */
    public List<ProtocolViolation> violations() {
        return context.loop().call(record::violations);
    }

    /** Returns the TLS version, such as {@code TLSv1.3}; empty if no TLS handshake was completed. */
    public Optional<String> tlsProtocol() {
        return context.loop().call(() -> notEmpty(record.tlsProtocol()));
    }

    /** Returns the host name that the client requested in its TLS handshake (RFC 6066 section 3); empty if none. */
    public Optional<String> sniHostName() {
        return context.loop().call(() -> notEmpty(record.sniHostName()));
    }

    /**
     * Returns the certificate that the client presented in its TLS handshake and the server accepted. Empty if there is
     * none; only a server built with {@link Pop3TestServerBuilder#wantClientCertificate()} or
     * {@link Pop3TestServerBuilder#requireClientCertificate()} asks for one.
     */
    public Optional<X509Certificate> clientCertificate() {
        return context.loop().call(() -> Optional.ofNullable(record.clientCertificate()));
    }

    private static Optional<String> notEmpty(String text) {
        return text.isEmpty() ? Optional.empty() : Optional.of(text);
    }

    /** Returns how the session ended; {@link SessionEnd#STILL_OPEN} if it has not. */
    public SessionEnd end() {
        return context.loop().call(record::end);
    }

    /**
     * Returns whether the connection exists. It may outlast the session, when the server has sent FIN and waits for the
     * client's.
     */
    public boolean isConnected() {
        return context.loop().call(record::isConnected);
    }

    /** Like {@link Pop3TestServer#settle()}. */
    public boolean settle() {
        return new Settling(context).settle();
    }

    /** Returns the conversation so far. */
    public Transcript transcript() {
        return context.loop().call(() -> context.journal().transcript(record));
    }

    /** Returns whether the other object is a view of the same session. */
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
