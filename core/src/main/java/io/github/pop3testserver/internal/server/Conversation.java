package io.github.pop3testserver.internal.server;

import io.github.pop3testserver.internal.protocol.Response;
import io.github.pop3testserver.internal.protocol.Session;
import io.github.pop3testserver.internal.store.OpenMaildrop;
import io.github.pop3testserver.internal.wire.Line;
import io.github.pop3testserver.model.CommandLine;
import io.github.pop3testserver.model.CutPoint;
import io.github.pop3testserver.model.Pop3Event;
import io.github.pop3testserver.model.SessionEnd;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.function.Supplier;

/**
 * One session with its faults and its record: a line comes in, and steps for the connection come out. Faults are chosen
 * here, around the protocol, which knows nothing of them.
 */
final class Conversation {

    private final FaultRules rules;
    private final SessionRecord record;
    private final Session session;

    Conversation(ServerContext context, SessionRecord record) {
        Settings settings = context.settings();
        this.rules = context.rules();
        this.record = record;
        this.session = new Session(record.number(), context.users(), settings.capabilities(), settings.greeting());
    }

    List<Step> greet() {
        return act(Moment.greeting(record.number()), session::greeting);
    }

    List<Step> onLine(Line line) {
        if (line.end() == Line.End.TOO_LONG) {
            record.noted("a line that was too long came in");
            return reply(session.onLineTooLong());
        }
        CommandLine command = CommandLine.of(line.octets());
        boolean login = session.isLogin(command);
        Moment moment = new Moment(record.number(), command, login, session.maildrop());
        record.received(command, moment.message());
        return act(moment, () -> process(command));
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
            return cut(choice.rule(), disconnect.at(), new Step.Disconnect(), moment, processing);
        }
        return cut(choice.rule(), ((Effect.Stall) effect).at(), new Step.Stall(), moment, processing);
    }

    private Response process(CommandLine command) {
        Response response = session.onLine(command);
        OpenMaildrop maildrop = session.maildrop();
        if (maildrop != null) {
            record.loggedIn(maildrop);
        }
        if (session.hasEnded()) {
            record.ended(SessionEnd.BY_QUIT);
        }
        return response;
    }

    private List<Step> reply(Moment moment, Response response) {
        if (!response.isPositive() && moment.is(Pop3Event.PASS)) {
            record.loginFailed();
        }
        boolean refused = !response.isPositive() && moment.is(Pop3Event.GREETING);
        return refused || session.hasEnded() ? List.of(send(response), new Step.Disconnect()) : List.of(send(response));
    }

    private List<Step> reply(Response response) {
        return List.of(send(response));
    }

    private Step send(Response response) {
        return new Step.Send(response.octets(), record.replying(response));
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
