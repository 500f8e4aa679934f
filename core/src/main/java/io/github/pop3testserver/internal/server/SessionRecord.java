package io.github.pop3testserver.internal.server;

import io.github.pop3testserver.internal.protocol.Response;
import io.github.pop3testserver.internal.store.OpenMaildrop;
import io.github.pop3testserver.internal.store.StoredMessage;
import io.github.pop3testserver.model.CommandLine;
import io.github.pop3testserver.model.Exchange;
import io.github.pop3testserver.model.Pop3Event;
import io.github.pop3testserver.model.ProtocolViolation;
import io.github.pop3testserver.model.SessionEnd;
import io.github.pop3testserver.model.Transcript;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the journal knows of one session. */
public final class SessionRecord {

    private final Journal journal;
    private final int number;
    private final InetSocketAddress client;
    private final Instant openedAt;
    private final long openedNanos;
    private final List<Entry> entries = new ArrayList<>(4);
    private @Nullable OpenMaildrop maildrop;
    private int failedLogins;
    private SessionEnd end = SessionEnd.STILL_OPEN;
    private long lasted;
    private boolean connected = true;
    private final List<ProtocolViolation> violations = new ArrayList<>(2);

    private boolean beginsWithTls;

    /** Empty without TLS. */
    private String tlsProtocol = "";

    /** The name that the client has asked for; empty if it has not. */
    private String sni = "";

    SessionRecord(Journal journal, int number, InetSocketAddress client) {
        this.journal = journal;
        this.number = number;
        this.client = client;
        this.openedAt = journal.time().now();
        this.openedNanos = journal.time().nanos();
    }

    void received(CommandLine command, @Nullable StoredMessage message) {
        entries.add(new Entry.Received(elapsed(), command, message));
        journal.changed();
    }

    void receivedSaslResponse(CommandLine response) {
        entries.add(new Entry.SaslResponse(elapsed(), response));
        journal.changed();
    }

    void violated(ProtocolViolation violation) {
        violations.add(violation);
    }

    /** TLS comes before all else. */
    void beginsWithTls() {
        beginsWithTls = true;
    }

    /** The handshake is over. */
    void secured(String protocol, String sniHostName) {
        tlsProtocol = protocol;
        sni = sniHostName;
    }

    void noted(String text) {
        entries.add(new Entry.Noted(elapsed(), text));
        journal.changed();
    }

    /** The conversation waits because of a fault. */
    Entry.Parked parked(String text) {
        Entry.Parked parked = new Entry.Parked(journal.realTime(), elapsed(), text);
        entries.add(parked);
        journal.changed();
        return parked;
    }

    /** A reply is about to be sent. */
    Entry.Sent replying(Response response, Wire wire) {
        Entry.Sent sent = new Entry.Sent(elapsed(), response, wire);
        entries.add(sent);
        return sent;
    }

    void loginFailed() {
        failedLogins++;
    }

    void loggedIn(OpenMaildrop opened) {
        maildrop = opened;
    }

    void ended(SessionEnd how) {
        end = how;
        lasted = elapsed();
        journal.ended(this);
    }

    void disconnected() {
        connected = false;
        journal.changed();
    }

    private long elapsed() {
        return journal.time().nanos() - openedNanos;
    }

    public int number() {
        return number;
    }

    public Instant openedAt() {
        return openedAt;
    }

    /** The maildrop it has opened; null before login. */
    public @Nullable OpenMaildrop maildrop() {
        return maildrop;
    }

    public int failedLogins() {
        return failedLogins;
    }

    public SessionEnd end() {
        return end;
    }

    public boolean hasEnded() {
        return end != SessionEnd.STILL_OPEN;
    }

    /** Whether there still is a connection; a client that does not close its side keeps it beyond the session's end. */
    public boolean isConnected() {
        return connected;
    }

    /** What the client did that it must not, in order. */
    public List<ProtocolViolation> violations() {
        return List.copyOf(violations);
    }

    /** Empty without TLS. */
    public String tlsProtocol() {
        return tlsProtocol;
    }

    /** Empty if the client has named none. */
    public String sniHostName() {
        return sni;
    }

    public List<CommandLine> commands() {
        List<CommandLine> commands = new ArrayList<>();
        for (Entry entry : entries) {
            if (entry instanceof Entry.Received received) {
                commands.add(received.command());
            }
        }
        return List.copyOf(commands);
    }

    /** What was answered, and how. */
    public List<Exchange> exchanges() {
        List<Exchange> exchanges = new ArrayList<>();
        Exchange.Kind kind = Exchange.Kind.GREETING;
        Optional<CommandLine> command = Optional.empty();
        for (Entry entry : entries) {
            if (entry instanceof Entry.Received received) {
                kind = Exchange.Kind.COMMAND;
                command = Optional.of(received.command());
            } else if (entry instanceof Entry.SaslResponse) {
                kind = Exchange.Kind.SASL_RESPONSE;
                command = Optional.empty();
            } else if (entry instanceof Entry.Sent sent) {
                exchanges.add(new Exchange(kind, command, sent.status(), sent.lineOctets()));
            }
        }
        return List.copyOf(exchanges);
    }

    public boolean hasReceived(Pop3Event event) {
        for (Entry entry : entries) {
            if (entry instanceof Entry.Received received
                    && (event == Pop3Event.ANY_COMMAND || received.command().event() == event)) {
                return true;
            }
        }
        return false;
    }

    Transcript.Session transcript(int sessions) {
        List<Transcript.Line> lines = new ArrayList<>(entries.size());
        for (Entry entry : entries) {
            lines.add(entry.line());
        }
        return new Transcript.Session(number, heading(sessions), lines);
    }

    private String heading(int sessions) {
        return "session " + number + " of " + sessions
                + "   " + client.getAddress().getHostAddress() + ":" + client.getPort()
                + "   "
                + (maildrop == null ? "not logged in" : maildrop.maildrop().username())
                + "   " + protection()
                + "   " + end.description()
                + "   " + Duration.ofNanos(hasEnded() ? lasted : elapsed()).toMillis() + " ms";
    }

    private String protection() {
        if (!tlsProtocol.isEmpty()) {
            return tlsProtocol;
        }
        return beginsWithTls ? "TLS handshake not completed" : "plaintext";
    }
}
