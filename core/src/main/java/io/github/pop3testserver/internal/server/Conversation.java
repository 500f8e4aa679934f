package io.github.pop3testserver.internal.server;

import io.github.pop3testserver.internal.protocol.Response;
import io.github.pop3testserver.internal.protocol.Session;
import io.github.pop3testserver.internal.store.OpenMaildrop;
import io.github.pop3testserver.internal.wire.Line;
import io.github.pop3testserver.model.CommandLine;
import io.github.pop3testserver.model.CutPoint;
import io.github.pop3testserver.model.Pop3Event;
import io.github.pop3testserver.model.ProtocolViolation;
import io.github.pop3testserver.model.SessionEnd;
import java.nio.ByteBuffer;
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

    /** @param tls whether the connection is protected from its first octet */
    Conversation(ServerContext context, SessionRecord record, boolean tls) {
        this.settings = context.settings();
        this.rules = context.rules();
        this.record = record;
        String timestamp = "<" + record.number() + "." + record.openedAt().toEpochMilli() + "@localhost>";
        this.session = new Session(record.number(), context.users(), settings.offer(), timestamp, tls);
    }

    List<Step> greet() {
        return act(Moment.greeting(record.number()), session::greeting);
    }

    /** The most octets that the next line may have. */
    int lineLimit() {
        boolean mayBeSasl = session.expectsSaslResponse() || session.isBeforeLogin();
        return mayBeSasl ? Math.max(settings.lineLimit(), settings.saslLineLimit()) : settings.lineLimit();
    }

    List<Step> onLine(Line line) {
        if (line.end() == Line.End.LF) {
            record.violated(ProtocolViolation.BARE_LINE_FEED);
        }
        CommandLine command = CommandLine.of(line.octets());
        if (line.end() == Line.End.TOO_LONG || isTooLong(command, line.octets().length)) {
            record.violated(ProtocolViolation.LINE_TOO_LONG);
            record.noted("a line that was too long came in");
            Moment moment = Moment.unreadableLine(record.number(), session.expectsSaslResponse());
            return reply(moment, session.onLineTooLong());
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
        noteViolations(command);
        return act(moment, () -> process(command));
    }

    /** What the server tolerates, or answers by {@code -ERR} like anything else, and the client must not send. */
    private void noteViolations(CommandLine command) {
        if (command.hasControlCharacters()) {
            record.violated(ProtocolViolation.CONTROL_CHARACTER);
        } else if (command.event() == Pop3Event.UNKNOWN_COMMAND) {
            record.violated(ProtocolViolation.UNKNOWN_COMMAND);
        }
        if (command.text().endsWith(" ") && command.event() != Pop3Event.PASS) {
            record.violated(ProtocolViolation.TRAILING_BLANK);
        }
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

    /** The session is over, for whatever reason comes first; what comes later changes nothing. */
    void over(SessionEnd end) {
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
        FaultRules.Choice choice = rules.choose(moment);
        if (choice == null) {
            return reply(moment, processing.get());
        }
        Effect effect = choice.effect();
        if (effect instanceof Effect.Answer answer) {
            applied(choice.rule());
            return reply(moment, answer.response());
        }
        if (effect instanceof Effect.Disconnect disconnect) {
            return cut(choice.rule(), disconnect.at(), new Step.Disconnect(false), moment, processing);
        }
        return cut(choice.rule(), ((Effect.Stall) effect).at(), new Step.Stall(), moment, processing);
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

    private List<Step> reply(Moment moment, Response response) {
        List<Step> steps = new ArrayList<>(2);
        steps.add(new Step.Send(response.octets(), record.replying(response)));
        if (response.isNegative() && moment.authenticates()) {
            record.loginFailed();
        }
        if (session.hasQuit()) {
            steps.add(new Step.Disconnect(true));
        } else if (session.isTooMuch() || (response.isNegative() && moment.is(Pop3Event.GREETING))) {
            steps.add(new Step.Disconnect(false));
        } else if (session.startsTls()) {
            steps.add(new Step.StartTls());
        }
        return steps;
    }

    private List<Step> cut(FaultRule rule, CutPoint at, Step then, Moment moment, Supplier<Response> processing) {
        if (at.place() == CutPoint.Place.BEFORE_PROCESSING) {
            applied(rule);
            return List.of(then);
        }
        Response response = processing.get();
        List<ByteBuffer> octets = response.octets();
        long position = Cut.position(at, octets);
        if (position == Cut.BEYOND) {
            rule.replyTooShort();
            return reply(moment, response);
        }
        Step.Send send = new Step.Send(Cut.prefix(octets, position), record.replying(response));
        applied(rule);
        return List.of(send, then);
    }

    private void applied(FaultRule rule) {
        rule.applied();
        record.noted("fault: " + rule.description());
    }
}
