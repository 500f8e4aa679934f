package io.github.pop3testserver.internal.server;

import io.github.pop3testserver.internal.fault.Effect;
import io.github.pop3testserver.internal.fault.Fault;
import io.github.pop3testserver.internal.fault.FaultRegistry;
import io.github.pop3testserver.internal.protocol.Response;
import io.github.pop3testserver.internal.protocol.Session;
import io.github.pop3testserver.internal.store.OpenMaildrop;
import io.github.pop3testserver.internal.store.StoredMessage;
import io.github.pop3testserver.internal.wire.Line;
import io.github.pop3testserver.internal.wire.LineDecoder;
import io.github.pop3testserver.model.CommandLine;
import io.github.pop3testserver.model.LoginAttempt;
import io.github.pop3testserver.model.Pop3Event;
import io.github.pop3testserver.model.ProtocolViolation;
import io.github.pop3testserver.model.Reply;
import io.github.pop3testserver.model.SessionEnd;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One session with its faults and its record. Begins an exchange for each line, and for the connect, the handshake and the
 * greeting before the first line. Chooses the faults, so that the protocol knows nothing about them.
 */
final class Dialogue {

    /** The most octets of a command line, and of a line that belongs to SASL. */
    private final int maxLineOctets;

    private final int maxSaslLineOctets;
    private final FaultRegistry faults;
    private final SessionRecord record;
    private final Session session;
    private final FaultWait waiting;
    private final LateOctets lateOctets = new LateOctets();
    private final SessionLimit limit;
    private final boolean implicitTls;

    /** After login there are no more SASL responses and failed logins. */
    private boolean loggedIn;

    /** The client began TLS on a plaintext connection. */
    private boolean clientHello;

    /** The current exchange, or the last one. */
    private @Nullable ActiveExchange current;

    /** @param implicitTls whether the connection is protected from its first octet */
    Dialogue(ServerContext context, SessionRecord record, FaultWait waiting, SessionLimit limit, boolean implicitTls) {
        Settings settings = context.settings();
        this.maxLineOctets = settings.maxLineOctets();
        this.maxSaslLineOctets = settings.maxSaslLineOctets();
        this.faults = context.faults();
        this.record = record;
        this.waiting = waiting;
        this.limit = limit;
        this.implicitTls = implicitTls;
        String timestamp =
                "<" + context.journal().serial(record) + "." + record.openedAt().toEpochMilli() + "@localhost>";
        this.session = new Session(record.number(), context.users(), settings.features(), timestamp, implicitTls);
        if (implicitTls) {
            record.beginsWithTls();
        }
    }

    /** Begins an exchange that is not a client's line. */
    ActiveExchange begin(Pop3Event event) {
        return begin(event, null, null);
    }

    private ActiveExchange begin(Pop3Event event, @Nullable CommandLine line, @Nullable StoredMessage message) {
        ActiveExchange exchange = new ActiveExchange(this, event, line, message, record.begin(event, line, message));
        current = exchange;
        return exchange;
    }

    /** Chooses the faults for an exchange. Returns the exchange, or null if a predicate dropped this connection. */
    @Nullable
    ActiveExchange withFaults(ActiveExchange exchange) {
        List<Fault> chosen = faults.match(exchange);
        if (record.hasEnded()) {
            chosen.forEach(fault -> fault.notApplied("the connection ended before it could act"));
            return null;
        }
        exchange.setFaults(chosen);
        return exchange;
    }

    /** The maximum number of octets of the next line. */
    int lineLimit() {
        return loggedIn ? maxLineOctets : Math.max(maxLineOctets, maxSaslLineOctets);
    }

    /** Begins an exchange for the next line. Returns null if no line is complete. */
    @Nullable
    ActiveExchange onInput(LineDecoder input) {
        if (!loggedIn && record.tlsProtocol().isEmpty() && TlsMistakes.isClientHello(input)) {
            input.clear();
            return onClientHello();
        }
        Line line = input.next(lineLimit());
        return line == null ? null : onLine(line, input.buffered() > 0);
    }

    /** Rejects a client that begins TLS on a plaintext connection. No line can follow. */
    private ActiveExchange onClientHello() {
        record.violated(ProtocolViolation.CONTROL_CHARACTER);
        ActiveExchange exchange = begin(Pop3Event.UNKNOWN_COMMAND);
        record.noted(TlsMistakes.CLIENT_HELLO);
        clientHello = true;
        return exchange;
    }

    /** @param pipelined whether the client has already sent more */
    private ActiveExchange onLine(Line line, boolean pipelined) {
        if (pipelined && !session.announcesPipelining()) {
            record.violated(ProtocolViolation.UNANNOUNCED_PIPELINING);
        }
        if (line.end() == Line.End.LF) {
            record.violated(ProtocolViolation.BARE_LINE_FEED);
        }
        boolean sasl = session.expectsSaslResponse();
        byte[] octets = line.octets();
        CommandLine command = CommandLine.of(octets);
        int limit = sasl || command.event() == Pop3Event.AUTH ? maxSaslLineOctets : maxLineOctets;
        // RFC 5034 section 4: SASL lines may be longer than commands.
        if (line.end() == Line.End.TOO_LONG || octets.length + 2 > limit) {
            record.violated(ProtocolViolation.LINE_TOO_LONG);
            ActiveExchange exchange = begin(sasl ? Pop3Event.SASL_RESPONSE : Pop3Event.UNKNOWN_COMMAND);
            record.noted("a line that was too long came in");
            return exchange;
        }
        if (sasl) {
            return begin(Pop3Event.SASL_RESPONSE, command, null);
        }
        OpenMaildrop maildrop = session.maildrop();
        int number = maildrop == null ? 0 : command.messageNumber().orElse(0);
        StoredMessage message = maildrop != null && maildrop.isNumber(number) ? maildrop.message(number) : null;
        Violations.check(command, session, record);
        if (maildrop != null && message != null && maildrop.isMarked(number)) {
            record.violated(ProtocolViolation.REFERENCED_DELETED_MESSAGE);
        }
        return begin(command.event(), command, message);
    }

    /** Carries out what was received. */
    Response process(ActiveExchange exchange) {
        CommandLine line = exchange.line;
        if (line == null) {
            return exchange.event == Pop3Event.GREETING ? session.greeting() : unreadable();
        }
        Response response = session.onLine(line);
        if (!loggedIn) {
            noteLogin();
        }
        if (session.hasQuit()) {
            record.ended(SessionEnd.BY_QUIT);
        }
        return response;
    }

    /** A fault logs the client in. */
    Response logIn(ActiveExchange exchange, String username) {
        Response response = session.logIn(exchange.line, username);
        if (!loggedIn) {
            noteLogin();
        }
        return response;
    }

    private void noteLogin() {
        record.failedLogins(session.failedLogins());
        OpenMaildrop maildrop = session.maildrop();
        if (maildrop != null) {
            loggedIn = true;
            record.loggedIn(maildrop);
            limit.loggedIn();
        }
    }

    private Response unreadable() {
        return clientHello ? Response.err("Invalid character in command.") : session.onLineTooLong();
    }

    /** A fault has answered instead of the session. */
    void answeredOtherwise(ActiveExchange exchange, Response answer) {
        boolean auth = exchange.event == Pop3Event.AUTH;
        session.answeredOtherwise(answer, exchange.login() != null, auth);
        record.failedLogins(session.failedLogins());
    }

    /** What comes after the connect. */
    Next followingConnect() {
        return implicitTls ? Next.PREPARE_TLS : Next.GO_ON;
    }

    /** What comes after a reply that was sent in full. */
    Next follow() {
        if (clientHello) {
            return Next.CLOSE;
        }
        return switch (session.follow()) {
            case LINE -> Next.GO_ON;
            case TLS -> Next.PREPARE_TLS;
            case FAREWELL -> Next.CLOSE_POLITELY;
            case HANG_UP -> Next.CLOSE;
        };
    }

    /** Why an effect cannot be applied at its cut point; empty if it can. */
    String whyNotAt(Effect effect, boolean endOfReply) {
        return effect instanceof Effect.Hold && endOfReply && session.startsTls()
                ? "TLS began after the reply; use on(TLS_HANDSHAKE).hold()"
                : "";
    }

    /** The exchange that follows without input from the client; null if the client's next line is awaited. */
    @Nullable
    ActiveExchange following(Pop3Event event) {
        boolean greets = event == Pop3Event.CONNECT || (event == Pop3Event.TLS_HANDSHAKE && implicitTls);
        return greets ? begin(Pop3Event.GREETING) : null;
    }

    /** The TLS handshake is about to begin. */
    void tlsStarted() {
        session.tlsStarted();
    }

    /** Plaintext came after STLS. */
    void plaintextAfterStls() {
        record.violated(ProtocolViolation.PLAINTEXT_AFTER_STLS);
    }

    /**
     * Records the outcome of the handshake.
     *
     * @param protocol the version of TLS; empty if the handshake has failed
     * @param requestedHost empty if the client has asked for none
     */
    void secured(String protocol, String requestedHost) {
        record.secured(protocol, requestedHost);
    }

    /**
     * The client has presented a certificate in the handshake.
     *
     * @param user the user that it names; empty if none
     */
    void identified(X509Certificate certificate, String user) {
        record.identified(certificate, user);
        session.certified(user);
    }

    void tlsFailed(String reason) {
        record.noted(TlsMistakes.inWords(reason));
    }

    /** The client has closed the connection before TLS was established. */
    void leftHandshake(boolean begun) {
        if (!record.hasEnded()) {
            record.noted(TlsMistakes.closed(begun, !record.commands().isEmpty()));
        }
    }

    /** The client closed the connection instead of sending a command. */
    void leftWithoutQuit() {
        if (!record.hasEnded()) {
            record.violated(ProtocolViolation.DISCONNECTED_WITHOUT_QUIT);
        }
    }

    /** Ends the session. Only the first call counts. */
    void endSession(SessionEnd end) {
        if (current != null) {
            current.abandon();
        }
        if (!record.hasEnded()) {
            session.abandon();
            record.ended(end);
        }
        record.over();
    }

    /** The connection is closed on both sides. */
    void disconnected() {
        record.disconnected();
    }

    FaultWait waiting() {
        return waiting;
    }

    LateOctets lateOctets() {
        return lateOctets;
    }

    int session() {
        return record.number();
    }

    @Nullable
    OpenMaildrop maildrop() {
        return session.maildrop();
    }

    @Nullable
    LoginAttempt loginAttempt(CommandLine line) {
        return session.loginAttempt(line);
    }

    long elapsed() {
        return record.elapsed();
    }

    /** The server says something that answers no command. */
    void said(Reply reply) {
        record.said(Response.given(reply.content()).status());
    }

    void note(String text) {
        record.noted(text);
    }

    Note noteWait(String text) {
        return record.waiting(text);
    }

    void waited(Note wait) {
        record.waited(wait);
    }

    /** A reply, or a part of it, has left. */
    void replied() {
        record.showNews();
    }

    /** The rest of a reply has left, which a fault had held back. */
    void repliedToTheEnd() {
        record.repliedToTheEnd();
    }

    /** The client waits for this long already. */
    void waitsFor(Duration time) {
        record.waitsFor(time);
    }
}
