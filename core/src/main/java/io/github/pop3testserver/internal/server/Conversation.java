package io.github.pop3testserver.internal.server;

import io.github.pop3testserver.internal.protocol.Response;
import io.github.pop3testserver.internal.protocol.Session;
import io.github.pop3testserver.internal.store.OpenMaildrop;
import io.github.pop3testserver.internal.wire.Line;
import io.github.pop3testserver.model.CommandLine;
import io.github.pop3testserver.model.Pop3Event;
import io.github.pop3testserver.model.ProtocolViolation;
import io.github.pop3testserver.model.SessionEnd;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One session with its faults and its record: a line comes in, and steps for the connection come out. Faults are chosen
 * here, around the protocol, which knows nothing of them.
 */
final class Conversation {

    private final Settings settings;
    private final FaultRules rules;
    private final SessionRecord record;
    private final Session session;

    /** Chosen for what is happening now, and not applied yet. */
    private final List<FaultRule> chosen = new ArrayList<>(0);

    /** While the conversation waits because of a fault. */
    private Entry.@Nullable Parked parked;

    /** @param tls whether the connection is protected from its first octet */
    Conversation(ServerContext context, SessionRecord record, boolean tls) {
        this.settings = context.settings();
        this.rules = context.rules();
        this.record = record;
        String timestamp =
                "<" + context.journal().serial(record) + "." + record.openedAt().toEpochMilli() + "@localhost>";
        this.session = new Session(record.number(), context.users(), settings.offer(), timestamp, tls);
        if (tls) {
            record.beginsWithTls();
        }
    }

    /** What a new connection begins with. */
    List<Step> begin(boolean implicitTls) {
        List<Step> steps = obstacles(Pop3Event.CONNECT);
        if (implicitTls) {
            steps.add(new Step.StartTls());
        }
        steps.add(new Step.Greet());
        return steps;
    }

    /** What comes before the handshake. */
    List<Step> beginTls() {
        List<Step> steps = obstacles(Pop3Event.TLS_HANDSHAKE);
        steps.add(new Step.Handshake());
        return steps;
    }

    private List<Step> obstacles(Pop3Event event) {
        return FaultyMoment.obstacles(judge(Moment.of(event, record.number())));
    }

    List<Step> greet() {
        return act(Moment.of(Pop3Event.GREETING, record.number()), session::greeting);
    }

    /** The most octets that the next line may have. */
    int lineLimit() {
        boolean mayBeSasl = session.expectsSaslResponse() || session.isBeforeLogin();
        return mayBeSasl ? Math.max(settings.lineLimit(), settings.saslLineLimit()) : settings.lineLimit();
    }

    /** @param pipelined whether more has come in already */
    List<Step> onLine(Line line, boolean pipelined) {
        if (pipelined && !session.announcesPipelining()) {
            record.violated(ProtocolViolation.UNANNOUNCED_PIPELINING);
        }
        if (line.end() == Line.End.LF) {
            record.violated(ProtocolViolation.BARE_LINE_FEED);
        }
        CommandLine command = CommandLine.of(line.octets());
        if (line.end() == Line.End.TOO_LONG || isTooLong(command, line.octets().length)) {
            record.violated(ProtocolViolation.LINE_TOO_LONG);
            record.noted("a line that was too long came in");
            Moment moment = Moment.unreadableLine(record.number(), session.expectsSaslResponse());
            return plain(moment, session.onLineTooLong());
        }
        return session.expectsSaslResponse() ? onSaslResponse(command) : onCommand(command);
    }

    /** RFC 5034 section 4: what SASL needs may be longer than any command. */
    private boolean isTooLong(CommandLine command, int octets) {
        boolean sasl = session.expectsSaslResponse() || command.event() == Pop3Event.AUTH;
        return octets + 2 > (sasl ? settings.saslLineLimit() : settings.lineLimit());
    }

    private List<Step> onSaslResponse(CommandLine response) {
        record.receivedSaslResponse(response);
        Moment moment = Moment.saslResponse(record.number(), session.completesLogin(response));
        return act(moment, () -> process(response));
    }

    private List<Step> onCommand(CommandLine command) {
        Moment moment = Moment.command(record.number(), command, session.completesLogin(command), session.maildrop());
        record.received(command, moment.message());
        Violations.of(command, session).forEach(record::violated);
        return act(moment, () -> process(command));
    }

    /** The handshake that STLS has begun is over. */
    void tlsStarted() {
        session.tlsStarted();
    }

    /** Octets in the clear stood behind STLS. */
    void plaintextAfterStls() {
        record.violated(ProtocolViolation.PLAINTEXT_AFTER_STLS);
    }

    /** What the client has agreed to, or asked for, in its handshake. */
    void secured(String protocol, @Nullable String requestedHost) {
        record.secured(protocol, requestedHost == null ? "" : requestedHost);
    }

    void tlsFailed(String reason) {
        record.noted("TLS failed: " + reason);
    }

    /** The client has closed the connection, although it was its turn. */
    void left() {
        if (!record.hasEnded()) {
            record.violated(ProtocolViolation.LEFT_WITHOUT_QUIT);
        }
    }

    /** The session is over, for whatever reason comes first; what comes later changes nothing. */
    void over(SessionEnd end) {
        resumed();
        giveBack("the connection was over before it could act");
        if (!record.hasEnded()) {
            session.abandon();
            record.ended(end);
        }
    }

    /** The connection is closed on both sides. */
    void disconnected() {
        record.disconnected();
    }

    private List<Step> act(Moment moment, Supplier<Response> processing) {
        FaultRules.Verdict verdict = judge(moment);
        if (record.hasEnded()) {
            return List.of();
        }
        return verdict.isEmpty()
                ? plain(moment, processing.get())
                : new FaultyMoment(this, moment, verdict, processing).steps();
    }

    private FaultRules.Verdict judge(Moment moment) {
        giveBack("its moment passed before it could act");
        FaultRules.Verdict found = rules.judge(moment);
        // A predicate may have dropped this very line.
        FaultRules.Verdict verdict = record.hasEnded() ? FaultRules.Verdict.NONE : found;
        if (!verdict.isEmpty()) {
            chosen.addAll(verdict.all());
            chosen.forEach(FaultRule::reserve);
        }
        return verdict;
    }

    private void giveBack(String why) {
        chosen.forEach(rule -> rule.passed(why));
        chosen.clear();
    }

    private Response process(CommandLine command) {
        Response response = session.onLine(command);
        OpenMaildrop maildrop = session.maildrop();
        if (maildrop != null) {
            record.loggedIn(maildrop);
        }
        if (session.hasQuit()) {
            record.ended(SessionEnd.BY_QUIT);
        }
        return response;
    }

    private List<Step> plain(Moment moment, Response response) {
        List<Step> steps = new ArrayList<>(2);
        steps.add(send(response, Wire.of(response), null));
        steps.addAll(follow(moment, response));
        return steps;
    }

    Step.Send send(Response response, Wire wire, @Nullable Pace pace) {
        return new Step.Send(wire.octets(), record.replying(response, wire), pace);
    }

    /** What follows a reply that was sent whole. */
    List<Step> follow(Moment moment, Response response) {
        if (response.isNegative() && moment.authenticates()) {
            record.loginFailed();
        }
        if (session.hasQuit()) {
            return List.of(new Step.Disconnect(Step.Goodbye.POLITE));
        }
        if (session.isTooMuch() || (response.isNegative() && moment.is(Pop3Event.GREETING))) {
            return List.of(new Step.Disconnect(Step.Goodbye.ABRUPT));
        }
        return session.startsTls() ? List.of(new Step.StartTls()) : List.of();
    }

    /** Whether the client begins TLS as soon as it has the reply. */
    boolean startsTls() {
        return session.startsTls();
    }

    /** A fault has answered in place of the session. */
    void answeredOtherwise(Response answer) {
        session.answeredOtherwise(answer);
    }

    /** The message-number of a unique-id, as the maildrop or the session has it; 0 if there is none. */
    int numberOf(String uid) {
        OpenMaildrop maildrop = session.maildrop();
        if (maildrop == null) {
            return 0;
        }
        int number = maildrop.highest();
        while (number > 0
                && !maildrop.message(number).uid().equals(uid)
                && !maildrop.uid(number).equals(uid)) {
            number--;
        }
        return number;
    }

    void applied(FaultRule rule) {
        count(rule);
        record.noted("fault: " + rule.description());
    }

    /** A fault was chosen, and nothing came of it. */
    void passed(FaultRule rule, String why) {
        chosen.remove(rule);
        rule.passed(why);
    }

    /** A fault lets the conversation wait. */
    void parkedBy(FaultRule rule) {
        count(rule);
        parked = record.parked("fault: " + rule.description());
    }

    void resumed() {
        if (parked != null) {
            parked.resumed();
            parked = null;
        }
    }

    private void count(FaultRule rule) {
        chosen.remove(rule);
        rule.applied();
    }
}
