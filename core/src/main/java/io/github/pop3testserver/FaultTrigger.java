package io.github.pop3testserver;

import io.github.pop3testserver.internal.protocol.Response;
import io.github.pop3testserver.internal.server.Effect;
import io.github.pop3testserver.internal.server.FaultRule;
import io.github.pop3testserver.internal.server.Moment;
import io.github.pop3testserver.internal.server.ServerContext;
import io.github.pop3testserver.model.CommandLine;
import io.github.pop3testserver.model.CutPoint;
import io.github.pop3testserver.model.Pop3Event;
import io.github.pop3testserver.model.ResponseCode;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/**
 * When something is to go wrong, and then what.
 *
 * <pre>{@code
 * server.on(LOGIN).times(2).err(IN_USE, "maildrop already locked");
 * server.on(RETR).message(invoice).disconnect(afterOctets(20_000));
 * }</pre>
 *
 * <p>Faults are tried in the order of their declaration, and the first that fits and is not used up is applied. Unless
 * said otherwise a fault is applied once. A fault that is {@code times(n)} is applied n times in all, whatever the number of
 * sessions.
 */
public final class FaultTrigger {

    private static final Set<Pop3Event> NAMING_A_MESSAGE = EnumSet.of(
            Pop3Event.LIST, Pop3Event.UIDL, Pop3Event.TOP, Pop3Event.RETR, Pop3Event.DELE, Pop3Event.ANY_COMMAND);

    private final ServerContext context;
    private final Pop3Event event;
    private final FaultRule rule;
    private final StringBuilder description;
    private final List<Predicate<Moment>> conditions = new ArrayList<>();
    private int skip;
    private int times = 1;

    FaultTrigger(ServerContext context, Pop3Event event, FaultRule rule) {
        this.context = context;
        this.event = event;
        this.rule = rule;
        this.description = new StringBuilder("on(").append(event).append(")");
    }

    /** The line of the test that declares a fault. */
    static StackTraceElement caller() {
        return StackWalker.getInstance(StackWalker.Option.RETAIN_CLASS_REFERENCE)
                .walk(frames -> frames.filter(frame -> frame.getDeclaringClass() != Pop3TestServer.class
                                && frame.getDeclaringClass() != FaultTrigger.class)
                        .findFirst()
                        .map(StackWalker.StackFrame::toStackTraceElement))
                .orElseThrow();
    }

    /**
     * Only for commands that name this message, by whatever number it has in their session.
     *
     * @throws IllegalArgumentException if commands of the event do not name messages
     */
    public FaultTrigger message(MaildropMessage message) {
        requireNamingAMessage("message(...)");
        return when(".message(" + message + ")", moment -> moment.message() == message.stored());
    }

    /**
     * Only for commands with this message-number.
     *
     * @throws IllegalArgumentException if commands of the event do not name messages, or if the number is below 1
     */
    public FaultTrigger messageNumber(int number) {
        requireNamingAMessage("messageNumber(...)");
        Check.range(number, 1, 999_999_999, "a message-number");
        return when(".messageNumber(" + number + ")", moment -> {
            CommandLine line = moment.line();
            return line != null && line.messageNumber().orElse(0) == number;
        });
    }

    /**
     * Only in sessions that have opened this maildrop.
     *
     * @throws IllegalArgumentException if the event comes before login
     */
    public FaultTrigger maildrop(Maildrop maildrop) {
        if (event == Pop3Event.GREETING
                || event == Pop3Event.LOGIN
                || event == Pop3Event.USER
                || event == Pop3Event.PASS) {
            throw new IllegalArgumentException("on(" + event + ").maildrop(...) can never match: " + event
                    + " comes before a session has opened a maildrop");
        }
        String condition = ".maildrop(\"" + maildrop.username() + "\")";
        return when(condition, moment -> {
            var opened = moment.maildrop();
            return opened != null && opened.maildrop() == maildrop.stored();
        });
    }

    /** Only in the session of this number, from 1, in the order of their connections. */
    public FaultTrigger inSession(int number) {
        Check.range(number, 1, Integer.MAX_VALUE, "a session's number");
        return when(".inSession(" + number + ")", moment -> moment.session() == number);
    }

    /** Only for commands that pass a test, which is run on the server's thread and must be quick. */
    public FaultTrigger matching(Predicate<CommandLine> test) {
        return when(".matching(...)", moment -> {
            CommandLine line = moment.line();
            return line != null && test.test(line);
        });
    }

    /** Lets a number of matches pass first. */
    public FaultTrigger afterSkipping(int matches) {
        skip = Check.range(matches, 0, Integer.MAX_VALUE, "a number of matches to skip");
        description.append(".afterSkipping(").append(matches).append(')');
        return this;
    }

    /** At the first match only, which is the default. */
    public FaultTrigger once() {
        times = 1;
        description.append(".once()");
        return this;
    }

    /** At the first matches only. */
    public FaultTrigger times(int number) {
        times = Check.range(number, 1, Integer.MAX_VALUE - 1, "a number of times");
        description.append(".times(").append(number).append(')');
        return this;
    }

    /** At each match. */
    public FaultTrigger always() {
        times = FaultRule.ALWAYS;
        description.append(".always()");
        return this;
    }

    /** The command has no effect; {@code -ERR} and the text are answered. After such a greeting the server hangs up. */
    public InstalledFault err(String text) {
        return install(".err(\"" + text + "\")", new Effect.Answer(Response.err(Check.statusText(text))));
    }

    /** As {@link #err(String)}, with a response code. */
    public InstalledFault err(ResponseCode code, String text) {
        Response response = Response.err(code, Check.statusText(text));
        return install(".err(" + code + ", \"" + text + "\")", new Effect.Answer(response));
    }

    /** The reply is sent up to the cut point, and the connection is closed there, with FIN. */
    public InstalledFault disconnect(CutPoint at) {
        return install(".disconnect(" + at + ")", new Effect.Disconnect(at));
    }

    /** The command is received, and nothing more is ever heard of the server. */
    public InstalledFault stall() {
        return stall(CutPoint.beforeProcessing());
    }

    /** The reply is sent up to the cut point, and then nothing more, until the client gives up. */
    public InstalledFault stall(CutPoint at) {
        return install(".stall(" + at + ")", new Effect.Stall(at));
    }

    private InstalledFault install(String effect, Effect what) {
        FaultRule.Terms terms = new FaultRule.Terms(description + effect, conditions, skip, times, what);
        context.loop().run(() -> rule.complete(terms));
        return new InstalledFault(context, rule);
    }

    private FaultTrigger when(String text, Predicate<Moment> condition) {
        description.append(text);
        conditions.add(condition);
        return this;
    }

    private void requireNamingAMessage(String narrowing) {
        if (!NAMING_A_MESSAGE.contains(event)) {
            throw new IllegalArgumentException("on(" + event + ")." + narrowing + " can never match: " + event
                    + " names no message; events that do: " + NAMING_A_MESSAGE);
        }
    }
}
