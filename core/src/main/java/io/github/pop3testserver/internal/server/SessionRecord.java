package io.github.pop3testserver.internal.server;

import io.github.pop3testserver.internal.loop.TimeSource;
import io.github.pop3testserver.internal.store.OpenMaildrop;
import io.github.pop3testserver.internal.store.StoredMessage;
import io.github.pop3testserver.model.CommandLine;
import io.github.pop3testserver.model.Exchange;
import io.github.pop3testserver.model.Pop3Event;
import io.github.pop3testserver.model.ProtocolViolation;
import io.github.pop3testserver.model.SessionEnd;
import io.github.pop3testserver.model.Transcript;
import java.net.InetSocketAddress;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The journal's record of one session. */
public final class SessionRecord {

    private final Journal journal;
    private final TimeSource time;
    private final int number;
    private final InetSocketAddress client;
    private final Instant openedAt;
    private final long openedNanos;
    private final List<ExchangeRecord> exchanges = new ArrayList<>(4);
    private @Nullable OpenMaildrop maildrop;
    private int failedLogins;
    private SessionEnd end = SessionEnd.STILL_OPEN;
    private long lasted;
    private boolean connected = true;
    private final List<ProtocolViolation> violations = new ArrayList<>(2);

    private final SessionNews news;

    /** Nothing more will be said. */
    private boolean over;

    /** How many of them belong to exchanges that have begun. */
    private int violationsExplained;

    private boolean beginsWithTls;

    /** Empty without TLS. */
    private String tlsProtocol = "";

    /** The host name in the client's handshake; empty if it named none. */
    private String sni = "";

    /** Null if the client has presented none. */
    private @Nullable X509Certificate certificate;

    /** The user that the certificate names. */
    private String certified = "";

    SessionRecord(Journal journal, int number, InetSocketAddress client) {
        this.journal = journal;
        this.time = journal.time();
        this.number = number;
        this.client = client;
        this.openedAt = time.now();
        this.openedNanos = time.nanos();
        this.news = new SessionNews(journal.log(), number);
    }

    /**
     * Begins an exchange.
     *
     * @param received null if the event is not a line, or the line could not be read
     * @param message the message that the command names; null if it names none
     */
    ExchangeRecord begin(Pop3Event event, @Nullable CommandLine received, @Nullable StoredMessage message) {
        ExchangeRecord exchange = new ExchangeRecord(event, elapsed(), received, message);
        exchanges.add(exchange);
        if (violationsExplained < violations.size()) {
            exchange.violates(violations.subList(violationsExplained, violations.size()));
            violationsExplained = violations.size();
        }
        // A line that could not be read is a command, too.
        if (event.isCommand()) {
            journal.countReceived(event);
        } else {
            journal.changed();
        }
        showNews();
        return exchange;
    }

    /** To be called before the exchange begins that the violation belongs to. */
    void violated(ProtocolViolation violation) {
        violations.add(violation);
    }

    /** The session begins with TLS. */
    void beginsWithTls() {
        beginsWithTls = true;
    }

    /** The handshake is over. */
    void secured(String protocol, String sniHostName) {
        tlsProtocol = protocol;
        sni = sniHostName;
    }

    /** The client has presented a certificate, which names this user. */
    void identified(X509Certificate presented, String user) {
        certificate = presented;
        certified = user;
    }

    void noted(String text) {
        note(new Note(elapsed(), text));
    }

    /** The server has said this line, which answers no command. */
    void said(String line) {
        note(Note.said(elapsed(), ExchangeRecord.printable(line)));
    }

    /** An exchange begins to wait because of a fault. */
    Note waiting(String text) {
        return note(new Note(elapsed(), text, journal.realTime()));
    }

    private Note note(Note note) {
        current().note(note);
        journal.changed();
        showNews();
        return note;
    }

    private ExchangeRecord current() {
        return exchanges.get(exchanges.size() - 1);
    }

    /** A fault has kept the client waiting for so long that the test may hang. */
    void waitsFor(Duration time) {
        journal.log()
                .warn(
                        number,
                        "a fault has kept the client waiting for " + time.toSeconds()
                                + " s. If the test hangs, give the"
                                + " client a read timeout, release the gate, or call server.dropAllConnections().",
                        current().lines());
    }

    /** The wait of an exchange is over. */
    void waited(Note note) {
        note.resumed();
        if (journal.log().isOn()) {
            news.show(note.line());
        }
    }

    /** The rest of a reply has left, whose line the log has shown with the first part. */
    void repliedToTheEnd() {
        if (journal.log().isOn()) {
            current().replyLine().ifPresent(news::show);
        }
    }

    /** Shows what the log has not shown yet. */
    void showNews() {
        if (journal.log().isOn()) {
            news.begun(client);
            news.happened(exchanges);
            if (over) {
                news.ended(new Note(lasted, end.description()));
            }
        }
    }

    /** The count so far. */
    void failedLogins(int count) {
        failedLogins = count;
    }

    void loggedIn(OpenMaildrop opened) {
        maildrop = opened;
    }

    void ended(SessionEnd how) {
        end = how;
        lasted = elapsed();
        journal.ended(this);
    }

    /** Nothing more will be said. The session of a client that has sent QUIT ends before the reply. */
    void over() {
        over = true;
        showNews();
    }

    void disconnected() {
        connected = false;
        over();
        journal.changed();
    }

    /** The time since the client connected, whether or not the session has ended. */
    Duration age() {
        return Duration.ofNanos(elapsed());
    }

    /** {@link #age} in nanoseconds. */
    long elapsed() {
        return time.nanos() - openedNanos;
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

    /** Whether the connection is still there. A client that does not close its side keeps it after the session has ended. */
    public boolean isConnected() {
        return connected;
    }

    /** The protocol violations of the client, in order. */
    public List<ProtocolViolation> violations() {
        return List.copyOf(violations);
    }

    /** Empty without TLS. */
    public String tlsProtocol() {
        return tlsProtocol;
    }

    /** Empty if the client named no host. */
    public String sniHostName() {
        return sni;
    }

    /** Null if the client has presented none. */
    public @Nullable X509Certificate clientCertificate() {
        return certificate;
    }

    public List<CommandLine> commands() {
        List<CommandLine> commands = new ArrayList<>();
        for (ExchangeRecord exchange : exchanges) {
            CommandLine command = exchange.command();
            if (command != null) {
                commands.add(command);
            }
        }
        return List.copyOf(commands);
    }

    /** The exchanges with their replies. */
    public List<Exchange> exchanges() {
        List<Exchange> answered = new ArrayList<>();
        for (ExchangeRecord exchange : exchanges) {
            exchange.exchange().ifPresent(answered::add);
        }
        return List.copyOf(answered);
    }

    Transcript.Session transcript(int sessions) {
        List<Transcript.Line> lines = new ArrayList<>(2 * exchanges.size());
        exchanges.forEach(exchange -> lines.addAll(exchange.lines()));
        return new Transcript.Session(number, heading(sessions), lines);
    }

    private String heading(int sessions) {
        return "session " + number + " of " + sessions
                + "   " + HostPort.of(client.getAddress(), client.getPort())
                + "   "
                + (maildrop == null ? "not logged in" : maildrop.maildrop().username())
                + "   " + protection()
                + "   " + end.description()
                + "   " + Duration.ofNanos(hasEnded() ? lasted : elapsed()).toMillis() + " ms";
    }

    private String protection() {
        if (!tlsProtocol.isEmpty()) {
            return tlsProtocol + (certificate == null ? "" : ", client certificate of " + certified);
        }
        return beginsWithTls ? "TLS handshake not completed" : "plaintext";
    }
}
